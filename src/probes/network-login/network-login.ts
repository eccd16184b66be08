import type { Place } from '../../model/finding.ts';
import type { Probe } from '../../model/probe.ts';
import { activeServices, servicePlace, unknownServices } from '../active-services.ts';
import { count } from '../answer.ts';
import { askFirmware } from '../ask-firmware.ts';
import { foundByScans } from '../ask-scans.ts';
import { firmwareNeeds } from '../firmware-subjects.ts';
import { protocolUse } from '../protocols.ts';
import { en303645, owasp } from '../references.ts';
import type { Door } from '../scan-doors.ts';
import { doorName } from '../scan-doors.ts';

const offering = new Set(['shell', 'debug', 'administration', 'content']);

/** A feature: whether there is a door at all. A start that depends on a setting counts, for the door is in the product. */
export const networkLogin: Probe = {
  id: 'network-login',
  title: 'Does anything that starts at boot or on demand offer a login, a shell or administration over the network?',
  references: [en303645('5.1-1'), en303645('5.6-1'), owasp('I2')],
  limitations: [
    'Told by the protocol of known programs, not by what listens when the device runs.',
    'Programs started by other programs are not seen.',
    'Programs are told by their names: one under the name of another is taken for that one.',
    'Scans show logins that are there; they never show that there are none.',
  ],
  needs: firmwareNeeds,
  ask: (input) => [
    ...askFirmware(input, (subject) => {
      const services = activeServices(subject);
      return {
        found: services.filter((service) => offering.has(protocolUse(service))).map((service) => servicePlace(service)),
        obstacles: unknownServices(services),
        scope: count(services.length, 'started service'),
      };
    }),
    ...foundByScans(input, openLogins),
  ],
};

/** Open ports on which a protocol with logins answered. */
const openLogins = (door: Door): readonly Place[] =>
  door.protocol !== null && offering.has(protocolUse({ protocol: door.protocol, name: '' }))
    ? door.interfaces.filter(({ state }) => state === 'open').map(({ at }) => ({ at, note: `${doorName(door)}: ${door.protocol}` }))
    : [];
