import type { Purpose } from '../model/dossier.ts';
import type { Answer, Place } from '../model/finding.ts';
import type { ProbeInput, Subject } from '../model/probe.ts';
import type { Obstacle } from './answer.ts';
import { absent, concluded, count } from './answer.ts';
import type { Watch } from './capture-watch.ts';
import { watchObstacles } from './capture-watch.ts';
import { coverageObstacles } from './coverage.ts';
import { type DeviceTraffic, deviceTraffic } from './device-traffic.ts';

/** What a probe sees in one capture: places that make a yes, and what of its own keeps it from a no. */
export type CaptureLook = { readonly found: readonly Place[]; readonly obstacles: readonly Obstacle[] };

export const captureNeeds: readonly Purpose[] = ['capture', 'test-record'];

/** Said of every probe that captures answer. */
export const captureLimitations: readonly string[] = [
  'What the device does in no phase that was recorded is not seen, nor what passes where nobody recorded, such as another radio.',
  'Packets that the device sends under the address of another are not taken for its own.',
];

/** The captures of a part, by what the dossier calls them and by what they turned out to be. */
export const captureSubjects = ({ subjects }: ProbeInput): readonly Subject[] =>
  subjects.filter(({ item, exhibits }) => item.is === 'capture' || exhibits.evidence[0]?.kind === 'capture');

/**
 * One answer for all captures of a part. A yes counts from any of them; a `no` only when together they watched the device under test long enough
 * and all of them could be read: no traffic in one capture is not "does not communicate".
 */
export function askCaptures(
  input: ProbeInput,
  watch: Watch,
  look: (traffic: DeviceTraffic, subject: Subject) => CaptureLook,
): readonly Answer[] {
  const subjects = captureSubjects(input);
  if (subjects.length === 0) return [absent('no capture in the dossier')];
  const looks = subjects.map((subject) => look(deviceTraffic(subject.exhibits), subject));
  const obstacles = [
    ...subjects.flatMap((subject) => coverageObstacles(subject, input.unaccountedBytes)),
    ...watchObstacles(subjects, watch),
    ...looks.flatMap((one) => one.obstacles),
  ];
  const packets = subjects.flatMap(({ exhibits }) => exhibits.captures).reduce((sum, { devicePackets }) => sum + devicePackets, 0);
  return [
    concluded(
      looks.flatMap((one) => one.found),
      obstacles,
      `${count(packets, 'packet')} of the device in ${count(subjects.length, 'capture')}`,
      subjects.map(({ item }) => item.file),
    ),
  ];
}
