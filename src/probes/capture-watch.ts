import { by } from '../foundation/order.ts';
import type { Phase } from '../model/dossier.ts';
import type { CaptureExhibit } from '../model/network-exhibits.ts';
import type { Subject } from '../model/probe.ts';
import type { Obstacle } from './answer.ts';

/** How long and through what a device must have been watched before "it does not" may be said of it. */
export type Watch = {
  readonly phases: readonly Phase[];
  /** Seconds of all captures together in which the device is seen, and of those that include idle ones. */
  readonly seconds: number;
  readonly idleSeconds: number;
};

const hour = 3600;

/**
 * For what a device does all the time if it does it at all: bots of Mirai's kind scan without a pause from the moment they run, so an hour with a
 * restart, in use and left alone, shows them.
 */
export const shortWatch: Watch = { phases: ['idle', 'use'], seconds: hour, idleSeconds: 0 };

/**
 * For all that a device says: a day left alone, since check-ins, updates and reports are commonly daily, and every phase with
 * conversations of its own. A reset is left out: it ends in a set-up.
 */
export const longWatch: Watch = { phases: ['set-up', 'idle', 'use', 'update'], seconds: 24 * hour, idleSeconds: 24 * hour };

type Watched = { readonly capture: CaptureExhibit; readonly subject: Subject };

/**
 * What keeps captures, taken together, from being enough for a `no`; each says what to record. A restart is asked for always: what starts at
 * boot is seen then only.
 */
export function watchObstacles(subjects: readonly Subject[], watch: Watch): readonly Obstacle[] {
  const watched = subjects.flatMap((subject) => subject.exhibits.captures.map((capture) => ({ capture, subject })));
  const at = subjects[0]?.item.file ?? '';
  const lacking = (note: string): Obstacle => ({ reason: 'not-located', at, note });
  const seen = watched.filter(({ capture }) => capture.device !== null && capture.devicePackets > 0);
  const declared = new Set(seen.flatMap(({ subject }) => subject.item.phases));
  const missing = watch.phases.filter((phase) => !declared.has(phase));
  const total = secondsOf(seen);
  const idle = secondsOf(seen.filter(({ subject }) => subject.item.phases.includes('idle')));
  return [
    ...subjects.filter(({ exhibits }) => exhibits.captures.length === 0).map(({ item }) => unreadCapture(item.file)),
    ...watched.flatMap(({ capture, subject }) => deviceObstacle(capture, subject)),
    ...(missing.length === 0 ? [] : [lacking(`record these phases and declare them in product.yaml: ${missing.join(', ')}`)]),
    ...(seen.some(({ capture }) => capture.joined) ? [] : [lacking('record a restart: the device was not seen joining the network')]),
    ...(total < watch.seconds && watch.idleSeconds < watch.seconds
      ? [lacking(`record ${duration(watch.seconds)}; ${duration(total)} were recorded`)]
      : []),
    ...(idle < watch.idleSeconds ? [lacking(`record ${duration(watch.idleSeconds)} idle; ${duration(idle)} were recorded`)] : []),
  ];
}

const unreadCapture = (at: string): Obstacle => ({ reason: 'unsupported', at, note: 'no capture that this engine reads' });

function deviceObstacle({ at, device, devicePackets }: CaptureExhibit, { item }: Subject): readonly Obstacle[] {
  if (device === null) {
    return [{ reason: 'not-located', at, note: `which host is the device is not known: name it for ${item.file} in product.yaml` }];
  }
  if (devicePackets > 0) return [];
  return [{ reason: 'not-located', at, note: `the device ${device} sends nothing here: record where its traffic passes` }];
}

/** Seconds in which the device was watched; what two captures both cover counts once, so that handing one in twice gains nothing. */
function secondsOf(watched: readonly Watched[]): number {
  const spans = watched
    .flatMap(({ capture }) => {
      const from = capture.first === null ? null : instantSeconds(capture.first);
      return from === null ? [] : [{ from, to: from + capture.deviceSeconds }];
    })
    .sort(by(({ from }) => from));
  let total = 0;
  let reached = Number.NEGATIVE_INFINITY;
  for (const { from, to } of spans) {
    total += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return Math.floor(total);
}

/** Seconds of an RFC 3339 instant in UTC since 1970-01-01; null where it is none. Days as in Hinnant's civil calendar: years begin in March. */
function instantSeconds(instant: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d(?:\.\d{1,9})?)Z$/.exec(instant);
  if (match === null) return null;
  const [, year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] = match.map(Number);
  const shifted = month <= 2 ? year - 1 : year;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const days = shifted * 365 + Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400) + ofYear - 719_468;
  return days * 86_400 + hours * hour + minutes * 60 + seconds;
}

/** In the largest unit of which there are at least two, rounded down: too little never reads as enough. */
function duration(seconds: number): string {
  if (seconds >= 2 * hour) return `${Math.floor(seconds / hour)} h`;
  return seconds >= 120 ? `${Math.floor(seconds / 60)} min` : `${seconds} s`;
}
