import type { Assurance } from './assurance.ts';

/** Findings are a closed world: yes with the place, no only if all that was needed was read, else unknown with the reason. */
export type Outcome = 'yes' | 'no' | 'unknown';

/** Why a probe could not say. These are different answers, and all of them unknown. */
export type UnknownReason = 'absent' | 'unread' | 'unsupported' | 'limit' | 'tool-error' | 'not-located' | 'conflict';

export type Place = { readonly at: string; readonly note: string | null };

/** A probe's answer before it is known whose evidence it rests on. */
export type Answer = {
  readonly outcome: Outcome;
  /** Null unless unknown. */
  readonly reason: UnknownReason | null;
  /** The yes with its places; for an unknown, what stands in the way; sorted by `at`. */
  readonly places: readonly Place[];
  /** What the answer holds for, e.g. `3 account stores in camera.bin`. */
  readonly scope: string;
  /** Evidence names the answer rests on; empty for a statement. */
  readonly evidence: readonly string[];
  readonly basis: 'evidence' | 'statement' | 'record' | 'component-statement';
};

export type Finding = Answer & {
  /** `<probe>/<part>/<n>`. */
  readonly id: string;
  readonly probe: string;
  readonly part: string;
  /** What it counts as. */
  readonly assurance: Assurance;
  /** What it would count as if a laboratory's or the programme's record covered the evidence; differs only then. */
  readonly claimed: Assurance;
};
