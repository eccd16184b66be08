import type { ServiceExhibit } from '../../model/exhibits.ts';
import type { Place } from '../../model/finding.ts';
import type { Probe } from '../../model/probe.ts';
import {
  activeServices,
  baseName,
  isShell,
  isSurelyStarted,
  pathOption,
  servicePlace,
  unknownServices,
  wordsOf,
} from '../active-services.ts';
import type { Obstacle } from '../answer.ts';
import { count } from '../answer.ts';
import { askFirmware } from '../ask-firmware.ts';
import { failedChecks, foundByScans } from '../ask-scans.ts';
import { firmwareNeeds } from '../firmware-subjects.ts';
import { protocolUse } from '../protocols.ts';
import { cra, en303645, owasp } from '../references.ts';
import type { Door } from '../scan-doors.ts';

/** Whoever reaches the port is in. */
export const openShell: Probe = {
  id: 'open-shell',
  title: 'Does any network service give a shell, debugging or administration without any login?',
  references: [en303645('5.5-5'), en303645('5.6-4A'), cra('Part I (2)(d)'), owasp('I2')],
  limitations: [
    'Whether the pages of a web server or a management protocol ask for a login is not seen: such a service leaves the answer unknown.',
    'Programs are told by their names: one under the name of another is taken for that one.',
    'Scans show services that are open; they never show that there are none.',
  ],
  needs: firmwareNeeds,
  ask: (input) => [
    ...askFirmware(input, (subject) => {
      const services = activeServices(subject);
      const open = services.filter(isOpen);
      const closed = services.filter((service) => !open.includes(service));
      const obstacle =
        (note: string) =>
        (service: ServiceExhibit): Obstacle => ({ ...servicePlace(service, note), reason: 'not-located' });
      return {
        found: open.filter(isSurelyStarted).map((service) => servicePlace(service, 'asks for no login')),
        obstacles: [
          ...open
            .filter((service) => !isSurelyStarted(service))
            .map(obstacle('asks for no login; whether it is started is not decided in the image')),
          ...closed.filter(hasOwnLogin).map(obstacle('whether it asks for a login is not seen')),
          ...unknownServices(closed),
        ],
        scope: count(services.length, 'started service'),
      };
    }),
    ...foundByScans(input, openControl),
  ],
};

const control = new Set(['shell', 'debug', 'administration']);

/** What a web server gives without a login may be meant for everybody, and the community `public` is a credential: neither counts here. */
const openControl = (door: Door): readonly Place[] =>
  door.protocol !== null && control.has(protocolUse({ protocol: door.protocol, name: '' })) && !/^(?:https?|snmp)$/.test(door.protocol)
    ? failedChecks(door, (check) => check === 'anonymous-access')
    : [];

/** telnetd(8) of BusyBox and utelnetd: `-l PROGRAM` runs in place of login; netcat and socat hand a connection to a program. */
function isOpen(service: ServiceExhibit): boolean {
  const words = wordsOf(service);
  const program = baseName(words[0] ?? '');
  if (protocolUse(service) === 'debug') return true;
  if (service.protocol === 'telnet') return isShell(pathOption(words, '-l') ?? '');
  if (/^(?:nc|ncat|netcat)$/.test(program))
    return words.some((word, index) => /^(?:-[a-z]*e|--exec|--sh-exec|-c)$/.test(word) && isShell(words[index + 1] ?? ''));
  if (program === 'socat')
    return words.some((word) => /^(?:exec|system):/i.test(word) && isShell(/^[a-z]+:["']?([^,"'\s]+)/i.exec(word)?.[1] ?? ''));
  if (program === 'tcpsvd') return words.slice(1).some((word) => isShell(word));
  return (
    program === 'ttyd' &&
    !words.some((word) => /^(?:-c|--credential|-A|--ssl-ca|-H|--auth-header)/.test(word)) &&
    words.slice(1).some((word) => isShell(word))
  );
}

/** A web page, a management protocol, or a telnetd whose login is a program nobody knows. */
function hasOwnLogin(service: ServiceExhibit): boolean {
  const login = service.protocol === 'telnet' ? pathOption(wordsOf(service), '-l') : undefined;
  return protocolUse(service) === 'administration' || (login !== undefined && baseName(login) !== 'login');
}
