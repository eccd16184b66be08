import type { CheckId } from '../../model/network-exhibits.ts';
import type { Probe } from '../../model/probe.ts';
import { askScans, byChecks, scanLimitations, scanNeeds, speaksTls } from '../ask-scans.ts';
import { cra, en18031, en303645, rfc9325, sp80052, tr02102 } from '../references.ts';

/** By RFC 9325: 3.1.1 versions, 3.1.3 falling back, 3.3 compression, 3.5 renegotiation, 4.1 suites, 4.2.1 and 4.5 groups and keys. */
const weaknesses: readonly CheckId[] = [
  'old-version',
  'no-modern-version',
  'weak-cipher',
  'weak-group',
  'weak-signature',
  'weak-key',
  'insecure-renegotiation',
  'compression',
  'no-downgrade-protection',
];

export const weakEndpointTls: Probe = {
  id: 'weak-endpoint-tls',
  title: 'Does any endpoint accept TLS that is out of date, weak, or can be turned down to it?',
  references: [
    en303645('5.5-1'),
    en18031('SCM-1'),
    cra('Part I (2)(e)'),
    rfc9325('3.1'),
    rfc9325('3.3'),
    rfc9325('3.5'),
    rfc9325('4.1'),
    tr02102(2, '3.2'),
    sp80052('3.1'),
    sp80052('3.3'),
  ],
  limitations: [...scanLimitations, 'Faults of an implementation, such as a padding oracle, are not tried.'],
  needs: scanNeeds,
  ask: (input) =>
    askScans(
      input,
      byChecks(weaknesses, (door) => (speaksTls(door) ? weaknesses : [])),
    ),
};
