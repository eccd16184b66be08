import { by } from '../foundation/order.ts';
import { printable } from '../foundation/printable.ts';
import type { Answer, Place, UnknownReason } from '../model/finding.ts';

/** Something that keeps a probe from saying no, and where it stands. */
export type Obstacle = Place & { readonly reason: UnknownReason };

type Basis = Answer['basis'];

/** More places than this tell a reader nothing new; the scope then says how many there are. */
export const mostPlaces = 20;
export const longestNote = 160;

/** What a reader wants to hear first: our own faults, then what was not read, then what was not found. */
const gravest: readonly UnknownReason[] = ['tool-error', 'unread', 'unsupported', 'limit', 'conflict', 'not-located', 'absent'];

export const yes = (places: readonly Place[], scope: string, evidence: readonly string[], basis: Basis = 'evidence'): Answer => ({
  ...shown(places, scope),
  outcome: 'yes',
  reason: null,
  evidence,
  basis,
});

export const no = (scope: string, evidence: readonly string[], basis: Basis = 'evidence', places: readonly Place[] = []): Answer => ({
  ...shown(places, scope),
  outcome: 'no',
  reason: null,
  evidence,
  basis,
});

/** Unknown for the gravest of the reasons, with every place that stands in the way. */
export function unknown(obstacles: readonly Obstacle[], scope: string, evidence: readonly string[], basis: Basis = 'evidence'): Answer {
  const reason = gravest.find((candidate) => obstacles.some((obstacle) => obstacle.reason === candidate)) ?? 'not-located';
  return { ...shown(obstacles, scope), outcome: 'unknown', reason, evidence, basis };
}

/** No evidence of the needed kind: `missing` says which. */
export const absent = (missing: string): Answer => ({
  outcome: 'unknown',
  reason: 'absent',
  places: [],
  scope: missing,
  evidence: [],
  basis: 'evidence',
});

/** A yes by a place; else unknown while anything stands in the way; else no. */
export function concluded(found: readonly Place[], obstacles: readonly Obstacle[], scope: string, evidence: readonly string[]): Answer {
  if (found.length > 0) return yes(found, scope, evidence);
  return obstacles.length > 0 ? unknown(obstacles, scope, evidence) : no(scope, evidence);
}

export const count = (many: number, one: string, more = `${one}s`): string => `${many} ${many === 1 ? one : more}`;

function shown(places: readonly Place[], scope: string): Pick<Answer, 'places' | 'scope'> {
  const clean = places.map(({ at, note }) => ({ at, note: note === null ? null : printable(note, longestNote) }));
  const distinct = new Map(clean.map((place) => [`${place.at}\0${place.note ?? ''}`, place]));
  const sorted = [...distinct.values()].sort(
    by(
      (place) => place.at,
      (place) => place.note,
    ),
  );
  if (sorted.length <= mostPlaces) return { places: sorted, scope };
  return { places: sorted.slice(0, mostPlaces), scope: `${scope}; ${mostPlaces} of ${sorted.length} places shown` };
}
