import type { ProblemExhibit } from './exhibits.ts';
import type { Host } from './host.ts';
import type { PasswordMemo } from './password-memo.ts';
import type { Tables } from './tables.ts';
import type { Unpacked } from './unpacked.ts';

/** Turns unpacked evidence into one kind of exhibit: pure, never throws for what it finds, sorted output is made later. */
export type Collector<Exhibit> = (unpacked: Unpacked, context: CollectorContext) => readonly Exhibit[];

export type CollectorContext = {
  readonly host: Host;
  readonly tables: Tables;
  /** What each needle index of a `Hit` stands for. */
  readonly needles: readonly string[];
  /** Says what a collector left out (a line it could not read, a limit it met): nothing is dropped in silence, and what is noted blocks a `no`. */
  readonly note: (problem: ProblemExhibit) => void;
  /** Answers of earlier runs about password hashes. */
  readonly kept?: PasswordMemo | undefined;
};
