import { CompiledQuery, type Kysely } from 'kysely';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

const minute = 60;
const freeAttempts = 5;
const failureWindow = 60 * minute;
const addressWindow = 15 * minute;
const levelMemory = 24 * 60 * minute;
const longestLock = 60 * minute;

/** All in one table, so that several servers count together. A key holds no name: accounts are given as digests. */
export type AttemptLimits = {
  /** Counts one attempt from an address; seconds to wait, or null. */
  readonly fromAddress: (address: string) => Promise<number | null>;
  /**
   * Counts one attempt on an account before it is judged, so that many at once are no way round; seconds to wait, or null. After 5 without a success the
   * account is locked for a minute, then two, four … at most an hour, whether it exists or not.
   */
  readonly onAccount: (account: string) => Promise<{ readonly seconds: number; readonly fresh: boolean } | null>;
  readonly succeeded: (account: string) => Promise<void>;
  /** True for the first to name a key within the seconds. */
  readonly once: (key: string, seconds: number) => Promise<boolean>;
};

/** rate-limiter-flexible over the table `auth_limit`. */
export function attemptLimits<Tables>(db: Kysely<Tables>, attemptsPerAddress: number): AttemptLimits {
  const storeClient = { query: (query: Query) => run(db, query) };
  const limiter = (keyPrefix: string, points: number, duration: number): RateLimiterPostgres =>
    new RateLimiterPostgres({
      storeClient,
      storeType: 'kysely',
      tableName: 'auth_limit',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix,
      points,
      duration,
    });
  const addresses = limiter('address', attemptsPerAddress, addressWindow);
  const failures = limiter('account', freeAttempts, failureWindow);
  const locks = limiter('lock', 1, longestLock);
  const levels = limiter('level', Number.MAX_SAFE_INTEGER, levelMemory);
  return {
    fromAddress: (address) => waitFor(() => addresses.consume(address)),
    onAccount: async (account) => {
      const locked = await locks.get(account);
      if (locked !== null && locked.consumedPoints > 1) return { seconds: seconds(locked), fresh: false };
      if ((await waitFor(() => failures.consume(account))) === null) return null;
      const { consumedPoints: level } = await levels.consume(account);
      const length = Math.min(minute * 2 ** (level - 1), longestLock);
      await locks.block(account, length);
      await failures.delete(account);
      return { seconds: length, fresh: true };
    },
    succeeded: async (account) => {
      await failures.delete(account);
      await levels.delete(account);
    },
    once: async (key, duration) => (await waitFor(() => limiter('once', 1, duration).consume(key))) === null,
  };
}

type Query = { readonly text: string; readonly values?: readonly unknown[] };

async function run<Tables>(db: Kysely<Tables>, { text, values }: Query): Promise<{ rows: readonly unknown[]; rowCount: number }> {
  const { rows, numAffectedRows } = await db.executeQuery(CompiledQuery.raw(text, [...(values ?? [])]));
  return { rows, rowCount: Math.max(rows.length, Number(numAffectedRows ?? 0)) };
}

const seconds = ({ msBeforeNext }: RateLimiterRes): number => Math.max(1, Math.ceil(msBeforeNext / 1000));

/** The limiter says no by throwing a result; anything else it throws is a fault of the database, and nobody gets in then. */
async function waitFor(consume: () => Promise<RateLimiterRes>): Promise<number | null> {
  try {
    await consume();
    return null;
  } catch (thrown) {
    if (thrown instanceof RateLimiterRes) return seconds(thrown);
    throw thrown;
  }
}
