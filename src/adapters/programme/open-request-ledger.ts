import { randomUUID } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import { epochSeconds } from '../../foundation/epoch-seconds.ts';
import { instantText } from '../../foundation/instant-text.ts';
import { UserError } from '../../foundation/user-error.ts';
import type { Database } from '../database/database.ts';
import type { RequestRow, Tables } from '../database/tables.ts';
import type { KeptAnswer, RequestKey, RequestLedger, RequestStanding } from './request-ledger.ts';

/**
 * A request that is answered for longer is not: its server was killed, and who asks again takes it over. Should the first be alive after all, its claim is gone, and what it
 * would answer to (`finishIn`) does not come to be.
 */
const runningSeconds = 30;

/** Requests by idempotency key in the database, so that it is one ledger for all servers. `now`: RFC 3339 in UTC, whole seconds. */
export function openRequestLedger({ db }: Pick<Database, 'db'>, now: () => string): RequestLedger {
  return {
    begin: async (key, digest) => {
      for (;;) {
        const [at, claim] = [now(), randomUUID()];
        // One statement: of two at once, one inserts and the other finds the row. A row left by a killed server is taken over in the same step.
        const taken = await db
          .insertInto('requests')
          .values({ ...key, digest, status: null, headers: null, response: null, at, claim })
          .onConflict((conflict) =>
            conflict
              .columns(['actor', 'route', 'key'])
              .doUpdateSet({ digest, at, claim })
              .where('requests.status', 'is', null)
              .where('requests.at', '<', secondsBefore(at, runningSeconds)),
          )
          .returning('key')
          .executeTakeFirst();
        if (taken !== undefined) return { kind: 'new', claim };
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
    finish: async (key, claim, answer) => void (await write(db, key, claim, answer)),
    finishIn: async (transaction, key, claim, answer) => {
      if (!(await write(transaction, key, claim, answer)))
        throw new UserError('IDEMPOTENCY_RUNNING', 'another server has taken the request over', key.key, 'ask again in a moment');
    },
    forget: async ({ actor, route, key }, claim) => {
      await db
        .deleteFrom('requests')
        .where('actor', '=', actor)
        .where('route', '=', route)
        .where('key', '=', key)
        .where('claim', '=', claim)
        .where('status', 'is', null)
        .execute();
    },
  };
}

/** False: it is answered, or another's by now. */
async function write(
  db: Kysely<Tables>,
  { actor, route, key }: RequestKey,
  claim: string,
  { status, headers, body }: KeptAnswer,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('requests')
    .set({ status, headers: JSON.stringify(headers), response: body })
    .where('actor', '=', actor)
    .where('route', '=', route)
    .where('key', '=', key)
    .where('claim', '=', claim)
    .where('status', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

function standingOf({ digest: before, status, headers, response }: Selectable<RequestRow>, digest: string): RequestStanding {
  if (before !== digest) return { kind: 'other' };
  if (status === null) return { kind: 'running' };
  return { kind: 'answered', answer: { status, headers: headers as KeptAnswer['headers'], body: response } };
}

const secondsBefore = (instant: string, seconds: number): string => instantText((epochSeconds(instant) ?? 0) - seconds);
