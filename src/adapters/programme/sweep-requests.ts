import { daysLater } from '../../programme/working-days.ts';
import type { Database } from '../database/database.ts';

/** Who repeats a request does it within hours. */
const keptDays = 2;

/** Forgets answers that are older than two days. The number forgotten. `now`: RFC 3339 in UTC, whole seconds. */
export async function sweepRequests({ db }: Pick<Database, 'db'>, now: string): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('requests').where('at', '<', daysLater(now, -keptDays)).executeTakeFirst();
  return Number(numDeletedRows);
}
