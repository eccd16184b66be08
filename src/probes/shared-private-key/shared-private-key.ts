import type { KeyExhibit } from '../../model/exhibits.ts';
import type { Place } from '../../model/finding.ts';
import type { Probe } from '../../model/probe.ts';
import type { Obstacle } from '../answer.ts';
import { count } from '../answer.ts';
import { askFirmware } from '../ask-firmware.ts';
import { firmwareNeeds, isOneUnit } from '../firmware-subjects.ts';
import { cra, en303645, owasp } from '../references.ts';

/** A private key in an image that every unit gets is nobody's secret. */
export const sharedPrivateKey: Probe = {
  id: 'shared-private-key',
  title: 'Does the image hold any private key, the same in every unit?',
  references: [en303645('5.4-1'), en303645('5.4-3'), en303645('5.4-4'), cra('Part I (2)(e)'), owasp('I7')],
  limitations: [
    'Test vectors of a cryptographic library are not told from keys in use.',
    "A dump shows one unit: its keys may be that unit's own.",
    'Keys inside programs are not all found.',
  ],
  needs: firmwareNeeds,
  ask: (input) =>
    askFirmware(input, (subject) => {
      const keys = subject.exhibits.keys.filter((key) => key.private);
      const own = (key: KeyExhibit): boolean => isOneUnit(subject) && key.known !== true;
      return {
        found: keys.filter((key) => !own(key)).map((key) => place(key)),
        obstacles: keys
          .filter(own)
          .map((key): Obstacle => ({ ...place(key, 'whether other units have it is not shown'), reason: 'not-located' })),
        scope: count(subject.exhibits.keys.length, 'key'),
      };
    }),
};

const place = ({ at, kind, encrypted, known }: KeyExhibit, more?: string): Place => ({
  at,
  note: [
    `private ${kind} key`,
    ...(encrypted ? ['encrypted, with a passphrase that must be in the image too to be of use'] : []),
    ...(known === true ? ['on a public list'] : []),
    ...(more === undefined ? [] : [more]),
  ].join(', '),
});
