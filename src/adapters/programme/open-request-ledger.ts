import type { Selectable } from 'kysely';
import { epochSeconds } from '../../foundation/epoch-seconds.ts';
import { instantText } from '../../foundation/instant-text.ts';
import type { Database } from '../database/database.ts';
import type { RequestRow } from '../database/tables.ts';
import type { KeptAnswer, RequestLedger, RequestStanding } from './request-ledger.ts';

/** A request that is answered for longer is not: its server was killed. Longer than any request lives. */
const runningSeconds = 600;

/** Requests by idempotency key in the database, so that it is one ledger for all servers. `now`: RFC 3339 in UTC, whole seconds. */
export function openRequestLedger({ db }: Pick<Database, 'db'>, now: () => string): RequestLedger {
  return {
    begin: async (key, digest) => {
      for (;;) {
        const at = now();
        // One statement: of two at once, one inserts and the other finds the row. A row left by a killed server is taken over in the same step.
        const taken = await db
          .insertInto('requests')
          .values({ ...key, digest, status: null, headers: null, response: null, at })
          .onConflict((conflict) =>
            conflict
              .columns(['actor', 'route', 'key'])
              .doUpdateSet({ digest, at })
              .where('requests.status', 'is', null)
              .where('requests.at', '<', secondsBefore(at, runningSeconds)),
          )
          .returning('key')
          .executeTakeFirst();
        if (taken !== undefined) return { kind: 'new' };
        const found = await db
          .selectFrom('requests')
          .selectAll()
          .where('actor', '=', key.actor)
          .where('route', '=', key.route)
          .where('key', '=', key.key)
          .executeTakeFirst();
        // Between the two it was forgotten: it is nobody's now.
        if (found !== undefined) return standingOf(found, digest);
      }
    },
    finish: async ({ actor, route, key }, { status, headers, body }) => {
      await db
        .updateTable('requests')
        .set({ status, headers: JSON.stringify(headers), response: body })
        .where('actor', '=', actor)
        .where('route', '=', route)
        .where('key', '=', key)
        .execute();
    },
    forget: async ({ actor, route, key }) => {
      await db
        .deleteFrom('requests')
        .where('actor', '=', actor)
        .where('route', '=', route)
        .where('key', '=', key)
        .where('status', 'is', null)
        .execute();
    },
  };
}

function standingOf({ digest: before, status, headers, response }: Selectable<RequestRow>, digest: string): RequestStanding {
  if (before !== digest) return { kind: 'other' };
  if (status === null) return { kind: 'running' };
  return { kind: 'answered', answer: { status, headers: headers as KeptAnswer['headers'], body: response } };
}

const secondsBefore = (instant: string, seconds: number): string => instantText((epochSeconds(instant) ?? 0) - seconds);
