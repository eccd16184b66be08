import { CompiledQuery } from 'kysely';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Config } from '../../adapters/config/config.ts';
import type { Database } from '../../adapters/database/database.ts';
import { networkOf } from './client-address.ts';

/** Counts a request. Seconds to wait; null: go on. */
type Count = (who: string) => Promise<number | null>;

export type RequestLimits = {
  /** By address. */
  readonly pages: Count;
  readonly signIn: Count;
  readonly account: Count;
  /** What `programmeApi` asks with: `from ADDRESS` or `person ID`. */
  readonly api: Count;
};

const minute = 60;

/** Over a minute each. In memory, each process by itself; or in the database, for all servers together: while that is away, each goes on by itself. */
export function requestLimits(limits: Config['limits'], database: Pick<Database, 'db'> | null): RequestLimits {
  const counter = (keyPrefix: string, points: number): Count => {
    const own = new RateLimiterMemory({ keyPrefix, points, duration: minute });
    const limiter = limits.shared && database !== null ? shared(database, own, keyPrefix, points) : own;
    return async (who) => {
      try {
        await limiter.consume(who);
        return null;
      } catch (thrown) {
        if (thrown instanceof RateLimiterRes) return Math.max(1, Math.ceil(thrown.msBeforeNext / 1000));
        throw thrown;
      }
    };
  };
  const account = counter('account-requests', limits.accountPerMinute);
  const anonymous = counter('api-requests', limits.anonymousApiPerMinute);
  const byNetwork =
    (count: Count): Count =>
    (address) =>
      count(networkOf(address));
  return {
    pages: byNetwork(counter('page-requests', limits.pagesPerMinute)),
    signIn: byNetwork(counter('sign-in-requests', limits.signInPerMinute)),
    account,
    api: (who) => (who.startsWith('from ') ? anonymous(networkOf(who.slice(5))) : account(who)),
  };
}

const shared = (
  { db }: Pick<Database, 'db'>,
  insuranceLimiter: RateLimiterMemory,
  keyPrefix: string,
  points: number,
): RateLimiterPostgres =>
  new RateLimiterPostgres({
    storeClient: {
      query: async ({ text, values }: { readonly text: string; readonly values?: readonly unknown[] }) => {
        const { rows, numAffectedRows } = await db.executeQuery(CompiledQuery.raw(text, [...(values ?? [])]));
        return { rows, rowCount: Math.max(rows.length, Number(numAffectedRows ?? 0)) };
      },
    },
    storeType: 'kysely',
    tableName: 'auth_limit',
    tableCreated: true,
    clearExpiredByTimeout: false,
    insuranceLimiter,
    keyPrefix,
    points,
    duration: minute,
  });
