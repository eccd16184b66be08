import type { Answer, Place } from '../../model/finding.ts';
import type { TlsExhibit } from '../../model/network-exhibits.ts';
import type { Probe, ProbeInput } from '../../model/probe.ts';
import { askCaptures, captureLimitations, captureNeeds } from '../ask-captures.ts';
import { failedChecks, foundByScans } from '../ask-scans.ts';
import { longWatch } from '../capture-watch.ts';
import { cra, en18031, en303645, rfc9325, sp80052, tr02102 } from '../references.ts';
import { tlsWeakness } from '../tls-weakness.ts';

export const weakTls: Probe = {
  id: 'weak-tls',
  title: 'Does the device agree to any TLS or DTLS session that is out of date, weak, or readable later?',
  references: [
    en303645('5.5-1'),
    en18031('SCM-1'),
    cra('Part I (2)(e)'),
    rfc9325('3.1.1'),
    rfc9325('4.1'),
    rfc9325('7.3'),
    tr02102(2, '3.3.1'),
    sp80052('3.1'),
  ],
  limitations: [
    ...captureLimitations,
    'What was agreed is judged, not what could have been: a device may accept worse from a worse server.',
    'That the device checks whom it talks to is not seen in a capture.',
    'Scans of its own interfaces show sessions that are weak; they never show that there are none.',
  ],
  needs: captureNeeds,
  ask: (input) => [...fromCaptures(input), ...fromScans(input)],
};

const fromCaptures = (input: ProbeInput): readonly Answer[] =>
  askCaptures(input, longWatch, ({ addresses }, { exhibits }) => {
    const own = exhibits.tls.filter(({ client, server }) => addresses.has(server) || (client !== null && addresses.has(client)));
    return {
      found: own.flatMap(weakPlace),
      obstacles: own
        .filter((session) => tlsWeakness(session) === 'unclear')
        .map((session) => ({ at: session.at, note: `${named(session)}: its strength is not known`, reason: 'unsupported' as const })),
    };
  });

const fromScans = (input: ProbeInput): readonly Answer[] =>
  foundByScans(input, (door) => [
    ...door.tls.flatMap(weakPlace),
    ...(door.protocol === 'ssh' ? [] : failedChecks(door, (check) => check === 'old-version' || check === 'weak-cipher')),
  ]);

function weakPlace(session: TlsExhibit): readonly Place[] {
  const weakness = tlsWeakness(session);
  return weakness === null || weakness === 'unclear' ? [] : [{ at: session.at, note: `${named(session)}: ${weakness.weak}` }];
}

const named = ({ server, sni, port, version, cipher }: TlsExhibit): string =>
  `${sni ?? server}${port === null ? '' : ` port ${port}`}, ${version ?? 'no version'} ${cipher ?? 'no suite'}`;
