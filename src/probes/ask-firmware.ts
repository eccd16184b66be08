import type { Answer, Place } from '../model/finding.ts';
import type { ProbeInput, Subject } from '../model/probe.ts';
import type { Obstacle } from './answer.ts';
import { absent, concluded } from './answer.ts';
import { coverageObstacles } from './coverage.ts';
import { firmwareSubjects } from './firmware-subjects.ts';

/** What a probe sees in one image: places that make a yes, and what of its own keeps it from a no. */
export type Look = { readonly found: readonly Place[]; readonly obstacles: readonly Obstacle[]; readonly scope: string };

/** One answer for each image; `no` only of an image that was read and in which an operating system's files were found. */
export function askFirmware(input: ProbeInput, look: (subject: Subject) => Look): readonly Answer[] {
  const subjects = firmwareSubjects(input);
  if (subjects.length === 0) return [absent('no firmware image and no root file system in the dossier')];
  return subjects.map((subject) => {
    const { found, obstacles, scope } = look(subject);
    return concluded(found, [...imageObstacles(subject, input.unaccountedBytes), ...obstacles], `${scope} in ${subject.item.file}`, [
      subject.item.file,
    ]);
  });
}

/** What of an image was not read, or not found at all. */
export const imageObstacles = (subject: Subject, unaccountedBytes: number): readonly Obstacle[] => [
  ...coverageObstacles(subject, unaccountedBytes),
  ...systemObstacles(subject),
];

/** Families whose accounts and services stand in files that this engine reads. */
const readFamilies = new Set(['linux', 'uclinux', 'android', 'openwrt']);

/** A monolithic image, another runtime, or a folder of web pages says nothing about accounts and services. */
function systemObstacles({ item, exhibits }: Subject): readonly Obstacle[] {
  const { containers, systems, services, accounts } = exhibits;
  if (systems.length > 0 && !systems.some(({ family }) => readFamilies.has(family))) {
    return systems.map(
      ({ at, family }): Obstacle => ({ reason: 'unsupported', at, note: `${family}: its accounts and services are not read` }),
    );
  }
  const hasFiles = containers.some(({ tree, files }) => tree !== null && files > 0);
  if (hasFiles && systems.length + services.length + accounts.length > 0) return [];
  return [{ reason: 'not-located', at: item.file, note: 'no root file system of an operating system was found' }];
}
