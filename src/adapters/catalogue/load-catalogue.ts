import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Catalogue } from '../../model/catalogue.ts';

const compiled = new URL('./catalogue.json', import.meta.url);
const folder = new URL('../../../catalogue/', import.meta.url);

/**
 * The catalogue that ships with this build: compiled beside it, or read from the source folder when run from source. The parsers and schemas that
 * reading needs are a third of a start's time, and are loaded only then.
 */
export async function loadCatalogue(): Promise<Catalogue> {
  if (existsSync(compiled)) return JSON.parse(readFileSync(compiled, 'utf8')) as Catalogue;
  const { readCatalogue } = await import('./read-catalogue.ts');
  return readCatalogue(fileURLToPath(folder));
}
