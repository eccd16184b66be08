import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { inflateRawSync, inflateSync } from 'node:zlib';
import { Budget } from '../../foundation/budget.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import type { FormatTools, Opened } from '../../model/format.ts';
import type { Codec, Host } from '../../model/host.ts';
import { dlob } from './dlob.ts';
import fixtures from './fixtures.json' with { type: 'json' };

type Expected = { readonly path: string; readonly type: string; readonly text?: string; readonly target?: string };

const codec =
  (inflate: (bytes: Uint8Array) => Uint8Array): Codec =>
  (bytes, maxOut) => {
    try {
      const output = inflate(bytes);
      return { output: output.subarray(0, maxOut), consumed: bytes.length, end: output.length > maxOut ? 'limit' : 'complete' };
    } catch {
      return { output: new Uint8Array(0), consumed: 0, end: 'malformed' };
    }
  };
const host = {
  codecs: {
    zlib: codec((bytes) => inflateSync(bytes, { maxOutputLength: 1 << 20 })),
    deflate: codec((bytes) => inflateRawSync(bytes, { maxOutputLength: 1 << 20 })),
  },
  hash: (algorithm: string, bytes: Uint8Array) => new Uint8Array(createHash(algorithm).update(bytes).digest()),
} as unknown as Host;
const tools = (): FormatTools => ({ host, budget: new Budget() });
const bytesOf = (index: number): Uint8Array => new Uint8Array(Buffer.from(fixtures[index]?.base64 ?? '', 'base64'));

for (const [index, { name, status, entries }] of fixtures.entries()) {
  test(`dlob reads: ${name}`, () => {
    for (const tail of [0, 1000, 300_000]) {
      const garbage = Uint8Array.from({ length: tail }, (_, at) => (at * 167 + (at >> 8) * 13 + 91) & 0xff);
      const bytes = Uint8Array.from([...bytesOf(index), ...garbage]);
      assert.notEqual(dlob.recognise(bytes, 0), 'no');
      const opened = dlob.open(bytes, tools());
      assert.equal(opened.status, status);
      assert.equal(opened.status === 'unpacked', opened.troubles.length === 0);
      // Fixtures may be cut (status partial) or lack their last padding.
      assert.ok(opened.bytes >= bytesOf(index).length - 512 && opened.bytes <= bytes.length);
      assert.deepEqual(
        shown(opened),
        [...(entries as readonly Expected[])].sort((a, b) => (a.path < b.path ? -1 : 1)),
      );
    }
  });
}

test('dlob survives every truncation and many mutations', () => {
  let seed = 1;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  for (let index = 0; index < fixtures.length; index += 1) {
    const bytes = bytesOf(index);
    for (let length = 0; length < bytes.length; length += 1 + random(Math.ceil(bytes.length / 100))) survives(bytes.subarray(0, length));
    for (let round = 0; round < 150; round += 1) {
      const mutated = bytes.slice();
      for (let flips = 1 + random(8); flips > 0; flips -= 1)
        mutated[random(mutated.length)] = [0, 0xff, 0x80, random(256)][random(4)] as number;
      survives(mutated);
    }
  }
});

test('dlob: a wrong MD5 is told and the image given', () => {
  const bytes = bytesOf(0);
  bytes[bytes.length - 1] = 0;
  const opened = dlob.open(bytes, tools());
  assert.deepEqual(
    opened.troubles.map(({ code }) => code),
    ['malformed'],
  );
  assert.equal(opened.members.length, 1);
});

function survives(bytes: Uint8Array): void {
  dlob.recognise(bytes, 0);
  dlob.recognise(bytes, bytes.length);
  try {
    const opened = dlob.open(bytes, tools());
    assert.ok(opened.bytes <= bytes.length);
    for (const member of opened.members) {
      assert.ok(member.path.startsWith('/') && !member.path.split('/').some((part) => part === '..' || part === '.'));
      if (member.type === 'file') readOrRefuse(member.read);
    }
  } catch (error) {
    assert.ok(error instanceof DecodeError, String(error));
  }
}

function readOrRefuse(read: () => Uint8Array): void {
  try {
    read();
  } catch (error) {
    assert.ok(error instanceof DecodeError, String(error));
  }
}

function shown(opened: Opened): readonly Expected[] {
  return opened.members
    .map(({ path, type, target, read }) => ({
      path,
      type,
      ...(type === 'file' ? { text: new TextDecoder().decode(read()) } : {}),
      ...(target === null ? {} : { target }),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
