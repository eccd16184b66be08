import type { Answer } from '../../model/finding.ts';
import type { Probe, ProbeInput } from '../../model/probe.ts';
import { absent, concluded, count } from '../answer.ts';
import { scanLimitations, scanNeeds } from '../ask-scans.ts';
import { coverageObstacles } from '../coverage.ts';
import { cra, en18031, en303645, nistir8425, owasp, owaspApi } from '../references.ts';
import type { Door } from '../scan-doors.ts';
import { doorName, scanSubjects, viewScans } from '../scan-doors.ts';

export const undeclaredInterface: Probe = {
  id: 'undeclared-interface',
  title: 'Is there any open port that the dossier does not declare?',
  references: [
    en303645('5.6-1'),
    en303645('5.6-5'),
    en18031('GEC-2'),
    en18031('GEC-4'),
    cra('Part I (2)(j)'),
    nistir8425('Interface Access Control'),
    owasp('I2'),
    owaspApi('API9'),
  ],
  limitations: [
    ...scanLimitations,
    'Scan reports as read do not say which ports were tried: a scan shows that there are more, and a laboratory that there are none.',
  ],
  needs: scanNeeds,
  ask: (input) => [answerTo(input)],
};

function answerTo(input: ProbeInput): Answer {
  const subjects = scanSubjects(input);
  if (subjects.length === 0) return absent('no scan in the dossier');
  const { declared, undeclared, unassigned } = viewScans(input, subjects);
  const files = subjects.map(({ item }) => item.file);
  const open = undeclared.flatMap(openPlaces);
  const others = unassigned.flatMap(openPlaces).map((place) => ({ ...place, note: `${place.note}; whose it is, is not declared` }));
  return concluded(
    open,
    [
      ...subjects.flatMap((subject) => coverageObstacles(subject, input.unaccountedBytes)),
      ...others.map((place) => ({ ...place, reason: 'not-located' as const })),
      { reason: 'not-located', at: files[0] ?? '', note: 'which ports were tried is not told: have a laboratory record it' },
    ],
    `${count(declared.length, 'declared endpoint')}, ${count(declared.flatMap(openPlaces).length, 'open port')} among them`,
    files,
  );
}

const openPlaces = (door: Door): readonly { readonly at: string; readonly note: string }[] =>
  door.interfaces
    .filter(({ state }) => state === 'open')
    .map(({ at, transport, protocol, product, version }) => ({
      at,
      note: [`${doorName(door)} ${transport}`, protocol, product, version].filter((part) => part !== null).join(' '),
    }));
