import type { CheckId } from '../../model/network-exhibits.ts';
import type { Probe } from '../../model/probe.ts';
import type { CaptureLook } from '../ask-captures.ts';
import { askScans, scanLimitations, scanNeeds, speaksTls } from '../ask-scans.ts';
import { cra, en303645, rfc9325, sp80052, tr02102 } from '../references.ts';
import type { Door } from '../scan-doors.ts';
import { doorName } from '../scan-doors.ts';

const old: readonly CheckId[] = ['no-forward-secrecy', 'weak-algorithm'];

/** Good enough today, and nothing to build on: what a scan can tell of how long an endpoint's cryptography will last. */
export const legacyCryptography: Probe = {
  id: 'legacy-cryptography',
  title: 'Does any endpoint lack TLS 1.3 or forward secrecy, or offer outdated algorithms for SSH?',
  references: [
    en303645('5.5-1'),
    cra('Part I (2)(e)'),
    rfc9325('3.1.1'),
    rfc9325('7.3'),
    tr02102(2, '3.2'),
    tr02102(4, '3'),
    sp80052('3.1'),
  ],
  limitations: [...scanLimitations, 'Key exchange that withstands quantum computers is not asked for yet.'],
  needs: scanNeeds,
  ask: (input) => askScans(input, { weigh: (check) => (old.includes(check) ? 'against' : 'aside'), needed, look }),
};

function needed(door: Door): readonly CheckId[] {
  if (speaksTls(door)) return ['no-forward-secrecy'];
  return door.protocol === 'ssh' ? ['weak-algorithm'] : [];
}

/** TLS 1.3 is there when a handshake came to it or the server's list of versions names it. */
function look(door: Door): CaptureLook {
  const sessions = door.tls.filter(({ version, offered }) => version !== null || offered?.by === 'server');
  const hasModern = sessions.some(
    ({ version, offered }) => isModern(version) || (offered?.by === 'server' && offered.versions.some(isModern)),
  );
  if (!speaksTls(door) || hasModern) return { found: [], obstacles: [] };
  const listed = sessions.find(({ offered }) => offered?.by === 'server' && offered.versions.length > 0);
  if (listed !== undefined) {
    const versions = listed.offered?.versions.join(', ') ?? '';
    return { found: [{ at: listed.at, note: `${doorName(door)}: no TLS 1.3 among ${versions}` }], obstacles: [] };
  }
  const at = sessions[0]?.at ?? door.interfaces[0]?.at ?? door.checks[0]?.at ?? '';
  return { found: [], obstacles: [{ reason: 'not-located', at, note: `${doorName(door)}: its TLS versions were not listed` }] };
}

const isModern = (version: string | null): boolean => version === 'TLS1.3' || version === 'DTLS1.3';
