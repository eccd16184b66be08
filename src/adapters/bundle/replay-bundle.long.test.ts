// Every byte of a bundle altered, and its values altered with every digest made to fit: refused or different, or the very same assessment; never our own defect.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { archiveOf, bytesOf, type Files, inOrder, listAgain } from '../../../tools/bundle-vectors/edit-bundle.ts';
import { readArchive } from '../../engine/bundle/read-archive.ts';
import { canonicalJson } from '../../foundation/canonical-json.ts';
import { UserError } from '../../foundation/user-error.ts';
import { loadCatalogue } from '../catalogue/load-catalogue.ts';
import { replayBundle } from './replay-bundle.ts';

const catalogue = await loadCatalogue();
const good = new Uint8Array(readFileSync(new URL('../../../docs/spec/vectors/bundle/fixtures/good.tar', import.meta.url)));
const runs = Number(process.env['IQS_FUZZ_ROUNDS'] ?? 4000);

function isSame(archive: Uint8Array): boolean {
  try {
    return replayBundle(archive, catalogue).replay.result === 'same';
  } catch (error) {
    if (error instanceof UserError && error.code !== 'INTERNAL') return false;
    throw error;
  }
}

test('every byte, one bit of it altered', () => {
  for (let at = 0; at < good.length; at += 1) {
    const bytes = Uint8Array.from(good);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
    assert.ok(!isSame(bytes), `byte ${at}`);
  }
});

type Spot = { readonly holder: Record<string, unknown>; readonly key: string };

/** Every place of a value that another value can be put in. */
const spots = (value: unknown): readonly Spot[] =>
  value === null || typeof value !== 'object'
    ? []
    : Object.keys(value).flatMap((key) => {
        const holder = value as Record<string, unknown>;
        return [{ holder, key }, ...spots(holder[key])];
      });

const jsonFiles = readArchive(good).filter(({ path }) => path.endsWith('.json') && path !== 'manifest.json');
const replacement = fc.oneof(
  fc.constantFrom<unknown>(null, '', [], {}, -1, 0, 2 ** 40, 'yes', 'no', 'G', 'A', '../x', '__proto__', true, 1e300),
  fc.string({ maxLength: 12 }),
);

test('any value of any file, with the listing made to fit', () => {
  const edit = fc.record({ file: fc.nat({ max: jsonFiles.length - 1 }), spot: fc.nat(), put: replacement, drop: fc.boolean() });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
      const files: Files = new Map(readArchive(good).map(({ path, content }) => [path, content]));
      for (const { file, spot, put, drop } of edits) {
        const path = jsonFiles[file]?.path ?? '';
        const value = JSON.parse(Buffer.from(files.get(path) ?? '').toString('utf8')) as unknown;
        const all = spots(value);
        const chosen = all[spot % Math.max(1, all.length)];
        if (chosen && drop) delete chosen.holder[chosen.key];
        else if (chosen) chosen.holder[chosen.key] = put;
        files.set(path, bytesOf(canonicalJson(value)));
      }
      listAgain(files);
      const before = Buffer.from(jsonFiles.find(({ path }) => path === 'assessment.json')?.content ?? '');
      // What is the same must be the assessment of before, or one that these inputs truly come to.
      if (isSame(archiveOf(inOrder(files)))) assert.ok(Buffer.from(files.get('assessment.json') ?? '').equals(before));
    }),
    { numRuns: runs },
  );
});
