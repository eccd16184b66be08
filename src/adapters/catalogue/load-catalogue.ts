import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Catalogue } from '../../model/catalogue.ts';
import { readCatalogue } from './read-catalogue.ts';

const compiled = new URL('../../catalogue.json', import.meta.url);
const folder = new URL('../../../catalogue/', import.meta.url);

/** The catalogue that ships with this build: compiled beside it, or read from the source folder when run from source. */
export function loadCatalogue(): Catalogue {
  if (existsSync(compiled)) return JSON.parse(readFileSync(compiled, 'utf8')) as Catalogue;
  return readCatalogue(fileURLToPath(folder));
}
