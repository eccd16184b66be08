import type { CheckId } from '../../model/network-exhibits.ts';
import type { Probe } from '../../model/probe.ts';
import { askScans, scanLimitations, scanNeeds, speaksTls } from '../ask-scans.ts';
import { cra, en18031, en303645, rfc9325, sp80052 } from '../references.ts';
import type { Door } from '../scan-doors.ts';

const always: readonly CheckId[] = ['expired-certificate', 'wrong-name'];
/** Only the public web's store is at hand: whether a maker's own root signed a chain is not seen from outside. */
const inPublic: readonly CheckId[] = ['untrusted-chain', 'self-signed'];

export const untrustedEndpoint: Probe = {
  id: 'untrusted-endpoint',
  title: 'Does any endpoint show a certificate that its clients have no reason to trust?',
  references: [en303645('5.5-1'), en18031('SCM-1'), cra('Part I (2)(e)'), rfc9325('6.1'), rfc9325('7.5'), sp80052('3.2')],
  limitations: [
    ...scanLimitations,
    "A chain to the maker's own root is not checked; there a self-signed certificate does not count.",
    'Revocation counts where the scanner could tell; that it could not is no fault.',
    'That clients refuse a wrong certificate is not tried.',
  ],
  needs: scanNeeds,
  ask: (input) => askScans(input, { weigh: (check, door) => (against(check, door) ? 'against' : 'aside'), needed }),
};

const isPublic = ({ trust }: Door): boolean => trust === 'public';

const against = (check: CheckId, door: Door): boolean =>
  always.includes(check) || check === 'revoked-certificate' || (isPublic(door) && inPublic.includes(check));

/** A chain that is trusted is not self-signed: one check shows both. */
function needed(door: Door): readonly CheckId[] {
  if (!speaksTls(door)) return [];
  return isPublic(door) ? [...always, 'untrusted-chain'] : always;
}
