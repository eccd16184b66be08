import type { Probe } from '../../model/probe.ts';
import type { Weight } from '../ask-scans.ts';
import { askScans, mayAskLogin, scanLimitations, scanNeeds } from '../ask-scans.ts';
import { cra, en18031, en303645, nistir8425, owasp, owaspApi } from '../references.ts';
import type { Door } from '../scan-doors.ts';

/** Where much is meant for everybody: pages, downloads, and a time or a catalogue behind an interface. */
const maybeForAll = new Set(['http', 'https', 'ftp', 'ftps', 'coap', 'coaps', 'websocket']);

export const openEndpoint: Probe = {
  id: 'open-endpoint',
  title: 'Does any endpoint give control or data to whoever asks, without a login?',
  references: [
    en303645('5.5-4'),
    en303645('5.5-5'),
    en18031('ACM-1'),
    en18031('AUM-1'),
    cra('Part I (2)(d)'),
    nistir8425('Interface Access Control'),
    owasp('I3'),
    owaspApi('API2'),
  ],
  limitations: [
    ...scanLimitations,
    'What a web or file server gives without a login may be meant for everybody: that keeps the answer unknown until a person has looked.',
    "That one user's login opens another user's things is not tried.",
  ],
  needs: scanNeeds,
  ask: (input) =>
    askScans(input, {
      weigh: (check, door): Weight => {
        if (check === 'public-community') return 'against';
        if (check !== 'anonymous-access') return 'aside';
        return isForAll(door) ? 'unclear' : 'against';
      },
      needed: (door) => {
        if (door.protocol === 'snmp') return ['public-community'];
        return mayAskLogin(door) ? ['anonymous-access'] : [];
      },
    }),
};

const isForAll = ({ protocol }: Door): boolean => protocol === null || maybeForAll.has(protocol);
