import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { madeEvidence } from '../../samples/sample-evidence.ts';

export type Sample = 'lumen-cam' | 'lumen-cam-mended';

/** A folder that is removed when the file's tests are over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'iqs-e2e-'));
  after(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A copy of a sample's dossier in `folder`, with the evidence that is made. */
export function sampleDossier(folder: string, sample: Sample): string {
  mkdirSync(folder, { recursive: true });
  const dossier = join(folder, sample);
  cpSync(fileURLToPath(new URL(`../../samples/${sample}`, import.meta.url)), dossier, { recursive: true });
  for (const [name, make] of Object.entries(madeEvidence)) if (name.startsWith(`${sample}/`)) writeFileSync(join(folder, name), make());
  return dossier;
}

/** Every path below a folder with its content, for comparing before and after. */
export function listing(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path, entry.isFile() ? readFileSync(path, 'latin1') : 'folder'];
    }),
  );
}
