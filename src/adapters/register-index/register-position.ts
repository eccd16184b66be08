import type { Database } from '../database/database.ts';

/** How many entries of the log the tables hold. */
export async function registerPosition({ db }: Pick<Database, 'db'>): Promise<number> {
  const { size } = await db.selectFrom('register_position').select('size').where('id', '=', 1).executeTakeFirstOrThrow();
  return size;
}
