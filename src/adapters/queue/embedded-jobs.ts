import type { PGlite } from '@electric-sql/pglite';
import type { Db } from 'pg-boss';

const wholeTransaction = /^\s*BEGIN;([\s\S]*)COMMIT;\s*$/;

/**
 * The queue's statements on the one connection it shares with everything else. The queue sends whole transactions as one text; one that fails would leave the
 * connection inside it, and the next statement, of whomever, would fail too. So PGlite makes the transaction: nobody else comes between, and it is rolled back.
 */
export function embeddedJobs(engine: PGlite): Db {
  return {
    executeSql: async (text, values) => {
      if (values !== undefined && values.length > 0) return engine.query(text, [...values]);
      const inner = wholeTransaction.exec(text)?.[1];
      const results = inner === undefined ? await engine.exec(text) : await engine.transaction((transaction) => transaction.exec(inner));
      return { rows: results.flatMap(({ rows }) => rows) };
    },
    listen: async (channel, onNotification, onReconnect) => {
      const unlisten = await engine.listen(channel, onNotification);
      onReconnect();
      return { close: () => unlisten() };
    },
  };
}
