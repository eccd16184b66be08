import type { Answer } from '../../model/finding.ts';
import type { Probe, ProbeInput, Subject } from '../../model/probe.ts';
import { absent, concluded, count, unknown, yes } from '../answer.ts';
import { coverageObstacles } from '../coverage.ts';
import { networkProfiles } from '../network-profiles.ts';
import { cra, en18031, nistir8425, rfc8520 } from '../references.ts';

export const networkProfileSupplied: Probe = {
  id: 'network-profile-supplied',
  title: 'Is there any profile by the maker of whom the product talks to (MUD)?',
  references: [rfc8520('1'), cra('Part I (2)(i)'), en18031('GEC-4'), nistir8425('Documentation')],
  limitations: [
    'That the profile is published at its address, and signed, is not looked at.',
    'Reads MUD files (RFC 8520); another form is unknown.',
  ],
  needs: ['network-profile', 'test-record'],
  ask: (input) => {
    const profiles = networkProfiles(input);
    return profiles.length === 0
      ? [absent("no network profile of the maker's own in the dossier")]
      : profiles.map((subject) => answerOn(subject, input));
  },
};

/** A profile in which nothing is read may let everything through or nothing: it is no `no`. */
function answerOn(subject: Subject, { unaccountedBytes }: ProbeInput): Answer {
  const { item, exhibits } = subject;
  const scope = `${count(exhibits.peers.length, 'entry', 'entries')} in ${item.file}`;
  if (exhibits.peers.length > 0)
    return yes([{ at: item.file, note: count(exhibits.peers.length, 'entry', 'entries') }], scope, [item.file]);
  const blocking = coverageObstacles(subject, unaccountedBytes);
  if (blocking.length > 0) return concluded([], blocking, scope, [item.file]);
  return unknown([{ reason: 'unsupported', at: item.file, note: 'no profile of a known form with an entry in it' }], scope, [item.file]);
}
