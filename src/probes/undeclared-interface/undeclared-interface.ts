import type { Answer } from '../../model/finding.ts';
import type { Probe, ProbeInput, Subject } from '../../model/probe.ts';
import type { Obstacle } from '../answer.ts';
import { absent, concluded, count } from '../answer.ts';
import { scanLimitations, scanNeeds } from '../ask-scans.ts';
import { coverageObstacles } from '../coverage.ts';
import { cra, en18031, en303645, nistir8425, owasp, owaspApi } from '../references.ts';
import type { Door } from '../scan-doors.ts';
import { doorName, scanSubjects, sweptPorts, viewScans } from '../scan-doors.ts';

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
    'A no needs all 65,535 TCP ports of every declared host to have been tried; UDP ports that nobody asked rightly say nothing.',
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
      ...unswept(input, subjects, files[0] ?? ''),
    ],
    `${count(declared.length, 'declared endpoint')}, ${count(declared.flatMap(openPlaces).length, 'open port')} among them`,
    files,
  );
}

/** What of the part's hosts no scan tried; without a declared host nobody knows what to try. */
function unswept(input: ProbeInput, subjects: readonly Subject[], at: string): readonly Obstacle[] {
  const hosts = [...new Set(input.endpoints.filter(({ part }) => part === input.part.id).map(({ host }) => host))];
  if (hosts.length === 0) return [{ reason: 'not-located', at, note: 'no endpoint of this part is declared: list them in product.yaml' }];
  return hosts.flatMap((host): readonly Obstacle[] => {
    const tried = sweptPorts(subjects, host);
    const [first] = tried;
    if (tried.length === 1 && first !== undefined && first.low <= 1 && first.high === 65_535) return [];
    const said = tried.map(({ low, high }) => (low === high ? `${low}` : `${low}-${high}`)).join(',');
    return [{ reason: 'not-located', at, note: `${host}: TCP ports tried: ${said === '' ? 'not told' : said}; try all: 1-65535` }];
  });
}

const openPlaces = (door: Door): readonly { readonly at: string; readonly note: string }[] =>
  door.interfaces
    .filter(({ state }) => state === 'open')
    .map(({ at, transport, protocol, product, version }) => ({
      at,
      note: [`${doorName(door)} ${transport}`, protocol, product, version].filter((part) => part !== null).join(' '),
    }));
