// Checks the catalogue folder and writes it as one file beside the build, so that a start parses no YAML.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { readCatalogue } from '../src/adapters/catalogue/read-catalogue.ts';
import { UserError } from '../src/foundation/user-error.ts';

const out = process.argv[2] ?? 'dist/main/catalogue.json';
try {
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, JSON.stringify(readCatalogue('catalogue')));
} catch (error) {
  console.error(error instanceof UserError ? error.line : error);
  process.exitCode = 1;
}
