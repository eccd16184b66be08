// Every case of docs/spec/vectors/register gives its own code.
import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { filesOf, memoryReader, naiveRoot } from '../adapters/register/naive-tree-fixture.ts';
import { registerTools } from '../adapters/register/register-tools.ts';
import { compactJson } from '../foundation/compact-json.ts';
import type { RegisterEntry } from '../model/register-entry.ts';
import { formatCheckpoint } from './checkpoint.ts';
import { decodeBundle } from './entry-bundle.ts';
import { fsck } from './fsck.ts';
import { labelHistory } from './label-history.ts';
import { readEntry } from './read-entry.ts';
import { verifyReceipt } from './receipt.ts';
import { formatNote, noteBytes } from './signed-note.ts';
import { bundlePath, tilePath } from './tile-path.ts';
import { parseVerifierKey, verifierKey } from './verifier-key.ts';
import { type LogPolicy, verifyCheckpoint } from './verify-checkpoint.ts';
import { verifyConsistency, verifyInclusion } from './verify-proof.ts';

type Vector = { readonly kind: string; readonly code: string } & Readonly<Record<string, unknown>>;

const folder = new URL('../../docs/spec/vectors/register/', import.meta.url);
const names = readdirSync(folder).sort();
const fromHex = (text: unknown): Uint8Array => Uint8Array.from(Buffer.from(text as string, 'hex'));
const fromBase64 = (text: unknown): Uint8Array => Uint8Array.from(Buffer.from(text as string, 'base64'));
const hashes = (texts: unknown): readonly Uint8Array[] => (texts as readonly string[]).map(fromHex);
const { digest } = registerTools;

async function policyOf({ key, witnesses, quorum, origin }: Vector): Promise<LogPolicy> {
  const keys = await Promise.all((witnesses as readonly string[]).map((each) => parseVerifierKey(each, digest)));
  const logKey = await parseVerifierKey(key as string, digest);
  return { logKey, witnesses: keys, quorum: quorum as number, ...(origin === undefined ? {} : { origin: origin as string }) };
}

const orCode = (code: string, decode: () => unknown): string => {
  try {
    decode();
    return 'ok';
  } catch {
    return code;
  }
};

const run: Readonly<Record<string, (vector: Vector) => Promise<string> | string>> = {
  inclusion: async ({ index, size, leaf, root, proof }) => {
    const claim = { index: index as number, size: size as number, leaf: fromHex(leaf), root: fromHex(root), proof: hashes(proof) };
    return (await verifyInclusion(digest, claim)) ? 'ok' : 'INCLUSION_INVALID';
  },
  consistency: async ({ oldSize, size, oldRoot, root, proof }) => {
    const sizes = { oldSize: oldSize as number, size: size as number };
    const claim = { ...sizes, oldRoot: fromHex(oldRoot), root: fromHex(root), proof: hashes(proof) };
    return (await verifyConsistency(digest, claim)) ? 'ok' : 'CONSISTENCY_INVALID';
  },
  checkpoint: async (vector) => {
    const verdict = await verifyCheckpoint(fromBase64(vector['note']), await policyOf(vector), registerTools);
    return verdict.ok ? 'ok' : verdict.code;
  },
  receipt: async (vector) => {
    const verdict = await verifyReceipt(fromBase64(vector['receipt']), await policyOf(vector), registerTools);
    return verdict.ok ? 'ok' : verdict.code;
  },
  entry: ({ entry }) => orCode('ENTRY_MALFORMED', () => readEntry(fromBase64(entry))),
  bundle: ({ bundle, count }) => orCode('BUNDLE_MALFORMED', () => decodeBundle(fromBase64(bundle), count as number)),
  path: ({ level, index, width, path }) => {
    const [place, own] = [index as number, width as number];
    assert.equal(level === 'entries' ? bundlePath(place, own) : tilePath({ level: level as number, index: place, width: own }), path);
    return 'ok';
  },
  history: async ({ entries, number, state }) => {
    const log = entries as readonly RegisterEntry[];
    if (state !== undefined) {
      const { standing } = labelHistory(
        number as string,
        log.map((entry, index) => ({ index, entry })),
      );
      assert.equal([standing?.state, standing?.letter].join(' '), state);
    }
    const { findings } = await fsckOf(log.map((entry) => new TextEncoder().encode(compactJson(entry))));
    assert.ok(findings.length <= 1, JSON.stringify(findings));
    return findings[0]?.code ?? 'ok';
  },
};

/** fsck of a log with these entries, signed by a key made for it. */
async function fsckOf(entries: readonly Uint8Array[]): ReturnType<typeof fsck> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = new Uint8Array(Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'));
  const logKey = await verifierKey('a.example', 'log', raw, digest);
  const text = formatCheckpoint({ origin: 'a.example', size: entries.length, root: naiveRoot(entries) });
  const files = filesOf(entries);
  const signature = new Uint8Array(sign(null, noteBytes(text), privateKey));
  files.set('checkpoint', formatNote({ text, signatures: [{ name: logKey.name, keyId: logKey.keyId, signature }] }));
  return fsck(memoryReader(files), { logKey, witnesses: [], quorum: 0 }, registerTools);
}

describe('docs/spec/vectors/register', () => {
  test('has cases of every kind', () => {
    const kinds = new Set(names.map((name) => (JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Vector).kind));
    assert.deepEqual([...kinds].sort(), Object.keys(run).sort());
    assert.ok(names.length > 100);
  });
  for (const name of names) {
    const vector = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Vector;
    test(`${name}: ${String(vector['about'])}`, async () => assert.equal(await run[vector.kind]?.(vector), vector.code));
  }
});
