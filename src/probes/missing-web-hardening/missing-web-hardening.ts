import type { CheckId } from '../../model/network-exhibits.ts';
import type { Probe } from '../../model/probe.ts';
import { askScans, scanLimitations, scanNeeds, speaksTls } from '../ask-scans.ts';
import { cra, en303645, owaspApi, rfc9325 } from '../references.ts';
import type { Door } from '../scan-doors.ts';

const faults: readonly CheckId[] = ['missing-security-headers', 'insecure-cookie', 'no-https-redirect', 'default-page'];

export const missingWebHardening: Probe = {
  id: 'missing-web-hardening',
  title: 'Does any web endpoint leave out the headers, cookie flags and redirects by which browsers protect their users?',
  references: [cra('Part I (2)(j)'), cra('Part I (2)(k)'), en303645('5.6-2'), owaspApi('API8'), rfc9325('3.2')],
  limitations: [...scanLimitations, 'Judged by the page that the scanner fetched; others may differ.'],
  needs: scanNeeds,
  ask: (input) => askScans(input, { weigh: (check) => (faults.includes(check) ? 'against' : 'aside'), needed, look }),
};

function needed(door: Door): readonly CheckId[] {
  if (door.protocol === 'https' || (door.protocol === 'http' && speaksTls(door))) return ['missing-security-headers', 'insecure-cookie'];
  return door.protocol === 'http' ? ['no-https-redirect'] : [];
}

/** Whether it is a web server at all must be known before it is passed over. */
const look: NonNullable<Parameters<typeof askScans>[1]['look']> = ({ protocol, declared, interfaces, checks }) => {
  const isNamed = protocol !== null || checks.some(({ check, result }) => faults.includes(check) && result === 'no');
  if (declared === null || isNamed) return { found: [], obstacles: [] };
  const at = interfaces[0]?.at ?? checks[0]?.at ?? '';
  return { found: [], obstacles: [{ reason: 'not-located', at, note: `${declared.host}:${declared.port}: what it speaks is not told` }] };
};
