import { createHash } from 'node:crypto';
import { compactJson } from '../../foundation/compact-json.ts';
import { hex } from '../../foundation/hex.ts';
import type { JournalRow } from './tables.ts';

/** What happened: its place in the one order, its place in its stream, when, who, what. */
export type JournalEntry = {
  /** Counted from 1 over all streams, without a gap. */
  readonly seq: number;
  readonly stream: string;
  /** Counted from 1 within the stream. */
  readonly version: number;
  /** RFC 3339. */
  readonly at: string;
  readonly actor: string;
  readonly event: unknown;
  /** SHA-256, hexadecimal, over the entry before and this one. */
  readonly hash: string;
};

/** The newest entry: who knows it can tell whether anything up to it was changed. `seq` 0: nothing happened yet. */
export type JournalHead = { readonly seq: number; readonly hash: string };

/** What the first entry is bound to. */
export const noEntry: Uint8Array = new Uint8Array(32);

/** SHA-256(hash of the entry before, 32 bytes ‖ the entry as compact JSON of these six members), docs/adr/0025-one-journal.md. */
export function hashOfEntry(previous: Uint8Array, { seq, stream, version, at, actor, event }: Omit<JournalEntry, 'hash'>): Uint8Array {
  return createHash('sha256').update(previous).update(compactJson({ seq, stream, version, at, actor, event }), 'utf8').digest();
}

export const entryOfRow = ({ seq, stream, version, at, actor, event, hash }: JournalRow): JournalEntry => ({
  seq,
  stream,
  version,
  at,
  actor,
  event: JSON.parse(event),
  hash: hex(hash),
});
