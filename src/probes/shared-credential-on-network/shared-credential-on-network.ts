import type { ServiceExhibit } from '../../model/exhibits.ts';
import type { Place } from '../../model/finding.ts';
import type { Probe, Subject } from '../../model/probe.ts';
import { accountPlace, sharing } from '../account-stores.ts';
import { activeServices, isSurelyStarted, servicePlace, unknownServices } from '../active-services.ts';
import type { Obstacle } from '../answer.ts';
import { count } from '../answer.ts';
import type { Look } from '../ask-firmware.ts';
import { askFirmware } from '../ask-firmware.ts';
import { failedChecks, foundByScans } from '../ask-scans.ts';
import { firmwareNeeds } from '../firmware-subjects.ts';
import { cra, en303645, owasp, psti } from '../references.ts';
import { admission } from './admission.ts';

/** The question that Mirai answered: one login, every unit. */
export const sharedCredentialOnNetwork: Probe = {
  id: 'shared-credential-on-network',
  title: 'Does any login that can be reached over the network accept a credential that all units share?',
  references: [en303645('5.1-1'), en303645('5.1-2'), cra('Part I (2)(d)'), owasp('I1'), psti('Schedule 1, paragraph 1')],
  limitations: [
    'That a password must be replaced before the login works is not seen.',
    "sshd's and most FTP servers' settings are not read: a shared password behind them is unknown, not yes.",
    'An account of a web or media server counts for any such server of the image.',
    'Programs are told by their names: one under the name of another is taken for that one.',
    'Terminals that are forbidden to the super-user (securetty) are not looked at.',
    'Scans show published logins that work; they never show that none does.',
  ],
  needs: firmwareNeeds,
  ask: (input) => [
    ...askFirmware(input, look),
    // An SNMP community is a password, and `public` the one that everybody knows.
    ...foundByScans(input, (door) => failedChecks(door, (check) => check === 'known-login' || check === 'public-community')),
  ],
};

function look(subject: Subject): Look {
  const services = activeServices(subject);
  const looks = services.map((service) => lookAt(service, subject));
  return {
    found: looks.flatMap(({ found }) => found),
    obstacles: [...looks.flatMap(({ obstacles }) => obstacles), ...unknownServices(services)],
    scope: `${count(services.length, 'started service')} and ${count(subject.exhibits.accounts.length, 'account')}`,
  };
}

function lookAt(service: ServiceExhibit, subject: Subject): { readonly found: readonly Place[]; readonly obstacles: readonly Obstacle[] } {
  const { accounts, doubt } = admission(service, subject.exhibits.accounts);
  const shared = accounts.filter((account) => sharing(account, subject) === 'shared');
  const unclear = accounts.filter((account) => sharing(account, subject) === 'unclear');
  const open = (note: string): Obstacle => ({ ...servicePlace(service, note), reason: 'not-located' });
  const inTheWay = (list: typeof accounts, note: string): readonly Obstacle[] =>
    list.length === 0 ? [] : [open(note), ...list.map((account): Obstacle => ({ ...accountPlace(account), reason: 'not-located' }))];
  const opaque = unclear.length > 0 ? inTheWay(unclear, 'whether its passwords are shared is not shown') : [];
  if (doubt !== null) return { found: [], obstacles: [open(doubt), ...inTheWay(shared, doubt), ...opaque] };
  if (shared.length === 0) return { found: [], obstacles: opaque };
  if (!isSurelyStarted(service)) return { found: [], obstacles: inTheWay(shared, 'whether it is started is not decided in the image') };
  return { found: [servicePlace(service), ...shared.map((account) => accountPlace(account))], obstacles: [] };
}
