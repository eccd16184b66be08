import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from '../database/tables.ts';

const rowsAtOnce = 500;

/** Every row of a table as one line of JSON, as PostgreSQL writes it: numbers with all their digits, bytes in hexadecimal. */
export async function* tableRows(transaction: Transaction<Tables>, table: string): AsyncIterable<readonly string[]> {
  const cursor = sql.ref(`back_up_${table}`.slice(0, 60));
  await sql`DECLARE ${cursor} NO SCROLL CURSOR FOR SELECT row_to_json(t)::text AS line FROM ${sql.table(table)} t`.execute(transaction);
  for (;;) {
    const { rows } = await sql<{ line: string }>`FETCH ${sql.lit(rowsAtOnce)} FROM ${cursor}`.execute(transaction);
    if (rows.length > 0) yield rows.map(({ line }) => line);
    if (rows.length < rowsAtOnce) break;
  }
  await sql`CLOSE ${cursor}`.execute(transaction);
}

/** Puts lines back into a table; what it computes itself it computes again, and its counters go on behind them. */
export async function fillTable(transaction: Transaction<Tables>, table: string, pages: AsyncIterable<readonly string[]>): Promise<void> {
  const columns = await columnsOf(transaction, table);
  const names = sql.join(columns.filter(({ computed }) => !computed).map(({ name }) => sql.ref(name)));
  for await (const page of pages) {
    const rows = `[${page.join(',')}]`;
    await sql`INSERT INTO ${sql.table(table)} (${names}) OVERRIDING SYSTEM VALUE
      SELECT ${names} FROM json_populate_recordset(NULL::${sql.table(table)}, ${rows}::json)`.execute(transaction);
  }
  for (const { name, counter } of columns) {
    if (counter === null) continue;
    await sql`SELECT setval(${counter}::regclass, GREATEST((SELECT max(${sql.ref(name)}) FROM ${sql.table(table)}), 1),
      EXISTS (SELECT 1 FROM ${sql.table(table)}))`.execute(transaction);
  }
}

export async function isEmpty(db: Kysely<Tables>, table: string): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM ${sql.table(table)} LIMIT 1`.execute(db);
  return rows.length === 0;
}

type Column = { readonly name: string; readonly computed: boolean; readonly counter: string | null };

async function columnsOf(db: Kysely<Tables>, table: string): Promise<readonly Column[]> {
  const { rows } = await sql<Column>`
    SELECT attname AS name, attgenerated <> '' AS computed, pg_get_serial_sequence(quote_ident(${table}), attname) AS counter
    FROM pg_attribute WHERE attrelid = quote_ident(${table})::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`.execute(db);
  return rows;
}
