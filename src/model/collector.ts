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
  /** Answers of earlier runs about password hashes. */
  readonly kept?: PasswordMemo | undefined;
};
