// The published vectors: each is read as vectors.json says, and every code that a bundle can be refused with has one.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { UserError } from '../../foundation/user-error.ts';
import { loadCatalogue } from '../catalogue/load-catalogue.ts';
import { replayBundle } from './replay-bundle.ts';

type Vector = {
  readonly file: string;
  readonly is: string;
  readonly result: 'same' | 'differs' | 'refused';
  readonly code?: string;
  readonly path?: string;
  readonly notes?: readonly string[];
};

const folder = new URL('../../../docs/spec/vectors/bundle/', import.meta.url);
const vectors = JSON.parse(readFileSync(new URL('vectors.json', folder), 'utf8')) as readonly Vector[];
const catalogue = await loadCatalogue();

function outcomeOf(archive: Uint8Array): Omit<Vector, 'file' | 'is'> {
  try {
    const { result, notes, differences } = replayBundle(archive, catalogue).replay;
    return result === 'same' ? { result, notes } : { result, path: differences[0]?.path ?? '' };
  } catch (error) {
    if (error instanceof UserError) return { result: 'refused', code: error.code };
    throw error;
  }
}

for (const { file, is, ...expected } of vectors) {
  test(`${file}: ${is}`, () => {
    const { sha256: _, ...wanted } = expected as typeof expected & { readonly sha256: string };
    assert.deepEqual(outcomeOf(readFileSync(new URL(file, folder))), wanted);
  });
}

test('every code has a vector, and every vector is listed', () => {
  const source = readFileSync(new URL('../../engine/bundle/bundle-refusal.ts', import.meta.url), 'utf8');
  const codes = [...source.matchAll(/'(BUNDLE_[A-Z_]+)'/g)].map(([, code]) => code);
  const shown = new Set(vectors.map(({ code }) => code));
  assert.deepEqual(
    codes.filter((code) => !shown.has(code)),
    [],
  );
  const files = readdirSync(new URL('fixtures', folder)).map((name) => `fixtures/${name}`);
  assert.deepEqual(files.toSorted(), vectors.map(({ file }) => file).toSorted());
});

/** A new probe, a new exhibit or another way to write one changes them: `node tools/make-bundle-vectors.ts`. */
test('the tool makes these bytes, in another folder and time zone', () => {
  const made = mkdtempSync(join(tmpdir(), 'iqs-vectors-'));
  try {
    const tool = fileURLToPath(new URL('../../../tools/make-bundle-vectors.ts', import.meta.url));
    execFileSync(process.execPath, [tool, made], { env: { ...process.env, TZ: 'Pacific/Kiritimati' }, cwd: made });
    for (const name of ['vectors.json', ...vectors.map(({ file }) => file)])
      assert.deepEqual(readFileSync(join(made, name)), readFileSync(new URL(name, folder)), name);
  } finally {
    rmSync(made, { recursive: true });
  }
});
