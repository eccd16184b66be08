import type { PGlite } from '@electric-sql/pglite';
import type { Kysely } from 'kysely';
import type { Pool } from 'pg';
import type { Tables } from './tables.ts';

/** Stops listening. */
export type Unlisten = () => Promise<void>;

/**
 * A database, opened and migrated. On the embedded one there is a single connection: whoever uses `db` instead of the transaction's own handle inside a
 * transaction waits for himself, for ever.
 */
export type Database = {
  readonly db: Kysely<Tables>;
  /** Its folder, or its address without a password: for messages. */
  readonly where: string;
  /** Runs several statements of plain SQL in one transaction. No values can be given. */
  readonly script: (sql: string) => Promise<void>;
  /** Told of every NOTIFY on the channel; `onReconnect` once it listens and after each gap, in which notices may have been lost. */
  readonly listen: (channel: string, onNotice: (payload: string) => void, onReconnect?: () => void) => Promise<Unlisten>;
  readonly close: () => Promise<void>;
} & ({ readonly kind: 'embedded'; readonly engine: PGlite } | { readonly kind: 'postgresql'; readonly engine: Pool });
