import type { Place } from '../../model/finding.ts';
import type { SshExhibit } from '../../model/network-exhibits.ts';
import type { Probe } from '../../model/probe.ts';
import { sshBrokenAlgorithms } from '../../model/ssh-algorithms.ts';
import { askCaptures, captureLimitations, captureNeeds } from '../ask-captures.ts';
import { failedChecks, foundByScans } from '../ask-scans.ts';
import { longWatch } from '../capture-watch.ts';
import { cra, en18031, en303645, rfc9142, tr02102 } from '../references.ts';

export const weakSsh: Probe = {
  id: 'weak-ssh',
  title: 'Does the device come to any SSH session in version 1 or with broken algorithms?',
  references: [en303645('5.5-1'), en18031('SCM-1'), cra('Part I (2)(e)'), rfc9142('4'), tr02102(4, '3')],
  limitations: [
    ...captureLimitations,
    'What was agreed is judged, not what could have been: a device may accept worse from a worse peer.',
    'CBC, signatures over SHA-1 and group exchange with SHA-1 do not count: they are outdated, and nobody reads a session for them.',
    'Scans of its own interfaces show that it speaks version 1; they never show that it does not.',
  ],
  needs: captureNeeds,
  ask: (input) => [
    ...askCaptures(input, longWatch, ({ addresses }, { exhibits }) => {
      const own = exhibits.ssh.filter(({ client, server }) => addresses.has(server) || (client !== null && addresses.has(client)));
      return {
        found: own.flatMap(weakPlace),
        obstacles: own
          .filter((session) => isOpen(session))
          .map((session) => ({ at: session.at, note: `${named(session)}: what was agreed was not seen`, reason: 'not-located' as const })),
      };
    }),
    ...foundByScans(input, (door) => (door.protocol === 'ssh' ? failedChecks(door, (check) => check === 'old-version') : [])),
  ],
};

const isOld = ({ version }: SshExhibit): boolean => version !== null && !/^(2\.0|1\.99)$/.test(version);

/** Offers without anything in common make no session. */
const isOpen = (session: SshExhibit): boolean =>
  !isOld(session) && session.agreed === null && (session.clientOffer === null || session.serverOffer === null);

function weakPlace(session: SshExhibit): readonly Place[] {
  const broken = isOld(session) ? [`version ${session.version ?? ''}`] : session.agreed === null ? [] : sshBrokenAlgorithms(session.agreed);
  return broken.length === 0 ? [] : [{ at: session.at, note: `${named(session)}: ${broken.join(', ')}` }];
}

const named = ({ server, port }: SshExhibit): string => `SSH with ${server}${port === null ? '' : ` port ${port}`}`;
