// Checks the catalogue folder and writes it as one file beside the build, so that a start parses no YAML.
import { mkdirSync, writeFileSync } from 'node:fs';
import { readCatalogue } from '../src/adapters/catalogue/read-catalogue.ts';
import { UserError } from '../src/foundation/user-error.ts';

try {
  mkdirSync('dist/main', { recursive: true });
  writeFileSync('dist/main/catalogue.json', JSON.stringify(readCatalogue('catalogue')));
} catch (error) {
  console.error(error instanceof UserError ? error.line : error);
  process.exitCode = 1;
}
