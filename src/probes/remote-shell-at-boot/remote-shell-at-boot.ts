import type { Probe } from '../../model/probe.ts';
import { activeServices, isSurelyStarted, servicePlace, unknownServices } from '../active-services.ts';
import type { Obstacle } from '../answer.ts';
import { count } from '../answer.ts';
import { askFirmware } from '../ask-firmware.ts';
import { firmwareNeeds } from '../firmware-subjects.ts';
import { cra, en303645 } from '../references.ts';

/** Shells that no buyer asked for. SSH is not among them: it may be meant and well kept. */
const shells = new Set(['telnet', 'rsh', 'rlogin', 'rexec', 'adb', 'gdb', 'shell']);

export const remoteShellAtBoot: Probe = {
  id: 'remote-shell-at-boot',
  title: 'Is any unprotected remote shell or debug service (telnet, rsh, adb, gdb) started at boot or on demand?',
  references: [en303645('5.6-1'), en303645('5.6-4A'), cra('Part I (2)(j)')],
  limitations: [
    'A start that depends on a setting of the running device is unknown.',
    'Programs are told by their names: one under the name of another is taken for that one.',
  ],
  needs: firmwareNeeds,
  ask: (input) =>
    askFirmware(input, (subject) => {
      const services = activeServices(subject);
      const remote = services.filter(({ protocol }) => protocol !== null && shells.has(protocol));
      const undecided = remote
        .filter((service) => !isSurelyStarted(service))
        .map(
          (service): Obstacle => ({ ...servicePlace(service, 'whether it is started is not decided in the image'), reason: 'not-located' }),
        );
      return {
        found: remote.filter(isSurelyStarted).map((service) => servicePlace(service)),
        obstacles: [...undecided, ...unknownServices(services)],
        scope: count(services.length, 'started service'),
      };
    }),
};
