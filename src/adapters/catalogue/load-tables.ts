import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Tables } from '../../model/tables.ts';
import { loadCatalogue } from './load-catalogue.ts';

const compiled = new URL('./catalogue.json', import.meta.url);
const folder = new URL('../../../catalogue/', import.meta.url);

/** The tables of the catalogue that ships with this build; from source, without reading the schemes and texts beside them. */
export async function loadTables(): Promise<Tables> {
  if (existsSync(compiled)) return (await loadCatalogue()).tables;
  const { readTables } = await import('./read-tables.ts');
  return readTables(fileURLToPath(folder));
}
