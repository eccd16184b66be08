// Hostile bytes: each decoder answers or throws a DecodeError, and what it takes is what it would write.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { decodes } from '../adapters/register/naive-tree-fixture.ts';
import { registerTools } from '../adapters/register/register-tools.ts';
import { DecodeError } from '../foundation/decode-error.ts';
import { randomNumbers } from '../foundation/random-numbers-fixture.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { formatCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { decodeCosignature, encodeCosignature } from './cosignature.ts';
import { decodeBundle, encodeBundle } from './entry-bundle.ts';
import { encodeEntry, readEntry } from './read-entry.ts';
import { formatReceipt, parseReceipt } from './receipt.ts';
import { formatNote, parseNote } from './signed-note.ts';
import { formatVerifierKey, parseVerifierKey } from './verifier-key.ts';

const folder = new URL('../../docs/spec/vectors/register/', import.meta.url);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (given: Uint8Array): string => new TextDecoder().decode(given);

/** Valid inputs of a kind, from the vectors. */
const valid = (kind: string, field: string): readonly Uint8Array[] =>
  readdirSync(folder)
    .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Readonly<Record<string, string>>)
    .filter((vector) => vector['kind'] === kind && vector['code'] === 'ok')
    .map((vector) => Uint8Array.from(Buffer.from(vector[field] ?? '', 'base64')));

/** Each decoder with valid inputs, and the way back. */
const decoders: Readonly<Record<string, { readonly inputs: readonly Uint8Array[]; readonly again: (given: Uint8Array) => Uint8Array }>> = {
  note: { inputs: valid('checkpoint', 'note'), again: (given) => formatNote(parseNote(given)) },
  checkpoint: {
    inputs: valid('checkpoint', 'note').map((note) => bytes(parseNote(note).text)),
    again: (given) => bytes(formatCheckpoint(parseCheckpoint(text(given)))),
  },
  receipt: { inputs: valid('receipt', 'receipt'), again: (given) => formatReceipt(parseReceipt(given)) },
  entry: { inputs: valid('entry', 'entry'), again: (given) => encodeEntry(readEntry(given)) },
  bundle: { inputs: [encodeBundle([bytes('ab'), bytes(''), bytes('c')])], again: (given) => encodeBundle(decodeBundle(given, 3)) },
  cosignature: {
    inputs: [encodeCosignature({ time: 1_803_888_000, signature: new Uint8Array(64).fill(7) })],
    again: (given) => encodeCosignature(decodeCosignature(given)),
  },
  base64: { inputs: ['', 'AA==', 'AAA=', '+/+/'].map(bytes), again: (given) => bytes(encodeBase64(decodeBase64(text(given)))) },
};

/** One to three changes: a byte, a piece cut out, doubled, or the end cut off. */
function mutate(input: Uint8Array, below: (bound: number) => number): Uint8Array {
  let out = [...input];
  for (let change = 0; change <= below(3); change += 1) {
    const [at, length] = [below(out.length + 1), 1 + below(12)];
    const how = below(5);
    if (how === 0) out[at] = below(256);
    else if (how === 1) out.splice(at, length);
    else if (how === 2) out.splice(at, 0, ...out.slice(at, at + length));
    else if (how === 3) out = out.slice(0, at);
    else out.splice(at, 0, '\n\r "\\0={}[]+\u0000\u00ff'.charCodeAt(below(16)) & 0xff);
  }
  return Uint8Array.from(out, (byte) => byte ?? 0);
}

for (const [name, { inputs, again }] of Object.entries(decoders)) {
  describe(name, () => {
    test('takes what is valid and gives it back to the byte', () => {
      assert.ok(inputs.length > 0);
      for (const input of inputs) assert.deepEqual(again(input), input);
    });
    test('of changed bytes it throws its one error, or they have one spelling', () => {
      const below = randomNumbers(41);
      let refused = 0;
      for (let round = 0; round < 4000; round += 1) {
        const changed = mutate(inputs[round % inputs.length] as Uint8Array, below);
        // Text decoders are given text: what is no UTF-8 is another text by then.
        const given = ['checkpoint', 'base64'].includes(name) ? bytes(text(changed)) : changed;
        if (decodes(() => assert.deepEqual(again(given), given))) continue;
        refused += 1;
      }
      assert.ok(refused > 500, `${refused}`);
    });
    test('of any bytes it throws its one error', () => {
      fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (given) => void decodes(() => again(given))));
    });
  });
}

test('base64 of any bytes is Node’s', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (given) => {
      assert.equal(encodeBase64(given), Buffer.from(given).toString('base64'));
      assert.deepEqual(decodeBase64(encodeBase64(given)), new Uint8Array(given));
    }),
  );
});

describe('verifier keys', () => {
  const peter = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
  const golang = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';
  const { digest } = registerTools;

  test('published ones are read and written', async () => {
    for (const vkey of [peter, golang]) assert.equal(formatVerifierKey(await parseVerifierKey(vkey, digest)), vkey);
  });

  test('any part of one, and any with a character changed, is none (as golang.org/x/mod/sumdb/note tests it)', async () => {
    const none = async (vkey: string): Promise<void> => assert.rejects(parseVerifierKey(vkey, digest), DecodeError, vkey);
    for (let from = 0; from < peter.length; from += 1)
      for (let to = from + 1; to <= peter.length; to += 1) if (to - from < peter.length) await none(peter.slice(from, to));
    for (let at = 0; at < peter.length; at += 1)
      await none(peter.slice(0, at) + String.fromCharCode(peter.charCodeAt(at) + 1) + peter.slice(at + 1));
    await none('PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==');
    await none('PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
  });

  test('the published note of PeterNeumann is signed by his key, and by nobody’s when a letter is changed', async () => {
    const note = parseNote(
      bytes(
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
          '\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
      ),
    );
    const { publicKey, keyId } = await parseVerifierKey(peter, digest);
    const [signature] = note.signatures;
    assert.equal(signature?.keyId, keyId);
    const own = signature?.signature ?? new Uint8Array(0);
    assert.ok(await registerTools.verifyEd25519(publicKey, bytes(note.text), own));
    assert.ok(!(await registerTools.verifyEd25519(publicKey, bytes(note.text.replace('answer', 'Answer')), own)));
  });
});
