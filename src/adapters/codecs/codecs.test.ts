import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { type TestContext, test } from 'node:test';
import { deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import type { Codec, CodecName } from '../../model/host.ts';
import { createHost } from '../create-host.ts';
import { decodeDeflate } from './deflate-decoder.ts';
import { OutputBuffer } from './output-buffer.ts';

const { codecs, rawLzma } = createHost();
const ROOM = 1 << 26;
const noise = (seed: number) => () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) >>> 8;

/** Bytes full of what branch filters look for, words that repeat, runs, and noise. */
function samples(): readonly Buffer[] {
  const next = noise(1);
  const pick = (from: readonly number[]): number => from[next() % from.length] as number;
  const branches = Buffer.from(
    Array.from({ length: 200_000 }, () => pick([0xe8, 0xe9, 0, 0xff, 0xeb, 0x48, 0x94, 0x40, 0x7f, 0xf0, 0xf8, 0x90, 1, 0x10])),
  );
  const words = Buffer.from(Array.from({ length: 60_000 }, () => pick([11, 22, 333, 4444, 1 << 20]).toString(36)).join(' '));
  return [
    Buffer.alloc(0),
    Buffer.from('a'),
    words,
    branches,
    Buffer.alloc(1_100_000, 7),
    Buffer.from(Array.from({ length: 300_000 }, () => next() & 0xff)),
  ];
}

/** Compressed by an independent tool; undefined (and a visible skip) when it is missing. */
function by(t: TestContext, command: string, input: Uint8Array): Buffer | undefined {
  const [tool = '', ...args] = command.split(' ');
  const run = spawnSync(tool, args, { input, maxBuffer: ROOM });
  if (run.error === undefined && run.status === 0) return run.stdout;
  t.skip(`${command} does not run here`);
  return undefined;
}

function check(codec: Codec, packed: Buffer, plain: Buffer): void {
  const tail = Buffer.alloc(9, 0xfe);
  const whole = codec(Buffer.concat([packed, tail]), ROOM);
  assert.deepEqual([whole.end, whole.consumed, plain.equals(whole.output)], ['complete', packed.length, true]);
  assert.equal(codec(packed, plain.length).end, 'complete');
  if (plain.length > 0) {
    const limited = codec(packed, plain.length - 1);
    assert.deepEqual([limited.end, limited.output.length], ['limit', plain.length - 1]);
    assert.ok(plain.subarray(0, -1).equals(limited.output));
  }
  for (const size of [packed.length >>> 1, packed.length - 1, 5]) {
    const cut = codec(packed.subarray(0, size), ROOM);
    assert.ok(plain.subarray(0, cut.output.length).equals(cut.output));
    if (size < packed.length) assert.deepEqual([cut.end, cut.consumed], ['truncated', Math.min(size, packed.length)]);
  }
}

for (const [name, pack] of [
  ['gzip', gzipSync],
  ['zlib', deflateSync],
  ['deflate', deflateRawSync],
  ['zstd', zstdCompressSync],
] as const) {
  test(`${name} by node:zlib`, () => {
    for (const plain of samples()) check(codecs[name], pack(plain), plain);
  });
}

for (const [name, command] of [
  ['gzip', 'gzip -9c'],
  ['bzip2', 'bzip2 -1c'],
  ['bzip2', 'bzip2 -9c'],
  ['lzma', 'xz --format=lzma -c'],
  ['lzma', 'xz --format=lzma --lzma1=lc=0,lp=4,pb=0,dict=64KiB -c'],
  ['zstd', 'zstd -19 -c'],
  ['zstd', 'zstd -1 --no-check -c'],
  ['lz4', 'lz4 -9 -c'],
  ['lz4', 'lz4 -BD -BX -B4 -c'],
  ['xz', 'xz -c'],
  ['xz', 'xz --block-size=70000 -C sha256 -c'],
  ...['x86', 'arm', 'armthumb', 'arm64', 'powerpc', 'sparc', 'ia64', 'delta=dist=3'].map(
    (filter) => ['xz', `xz --${filter} --lzma2 -C crc32 -c`] as const,
  ),
] as readonly (readonly [CodecName, string])[]) {
  test(`${name} by ${command}`, (t) => {
    for (const plain of samples()) {
      const packed = by(t, command, plain);
      if (packed === undefined) return;
      check(codecs[name], packed, plain);
    }
  });
}

test('our own inflate agrees with the platform', () => {
  for (const plain of samples()) {
    for (const level of [0, 1, 9]) {
      const packed = deflateRawSync(plain, { level });
      const output = new OutputBuffer(ROOM, 0);
      const { end, position } = decodeDeflate(packed, 0, output);
      assert.deepEqual([end, position, plain.equals(output.take())], ['complete', packed.length, true]);
    }
  }
});

test('LZMA without a header: whole by size, by marker, and too long', (t) => {
  for (const plain of samples()) {
    const packed = by(t, 'xz --format=raw --lzma1=lc=1,lp=2,pb=1 -c', plain);
    if (packed === undefined) return;
    const parameters = { lc: 1, lp: 2, pb: 1, dictionaryBytes: 1 << 23 };
    for (const room of [plain.length, ROOM]) {
      const { output, end, consumed } = rawLzma(packed, parameters, room);
      assert.deepEqual([end, consumed, plain.equals(output)], ['complete', packed.length, true]);
    }
    const half = rawLzma(packed, parameters, plain.length >>> 1);
    assert.ok(plain.subarray(0, plain.length >>> 1).equals(half.output));
    assert.equal(rawLzma(packed, { ...parameters, lc: 9 }, ROOM).end, 'malformed');
  }
});

/** The blocks of an lzop file (lzop 1.04): a header, then sizes, checksums and LZO1X data. */
function* lzopBlocks(file: Buffer): Generator<{ readonly size: number; readonly data: Buffer }> {
  const flags = file.readUInt32BE(17);
  let at = 38 + (file[33] as number);
  while (true) {
    const size = file.readUInt32BE(at);
    if (size === 0) return;
    const packed = file.readUInt32BE(at + 4);
    at += 8 + ((flags & 1) !== 0 ? 4 : 0) + ((flags & 0x100) !== 0 ? 4 : 0);
    if (packed < size) at += ((flags & 2) !== 0 ? 4 : 0) + ((flags & 0x200) !== 0 ? 4 : 0);
    yield { size, data: file.subarray(at, at + packed) };
    at += packed;
  }
}

test('LZO1X by lzop', (t) => {
  for (const level of ['1', '9']) {
    for (const plain of samples()) {
      const file = by(t, `lzop -c -${level}`, plain);
      if (file === undefined) return;
      const parts: Uint8Array[] = [];
      for (const { size, data } of lzopBlocks(file)) {
        if (data.length === size) parts.push(data);
        else {
          const { output, end, consumed } = codecs.lzo1x(data, size);
          assert.deepEqual([end, consumed], ['complete', data.length]);
          assert.equal(codecs.lzo1x(data, size - 1).end, 'limit');
          assert.equal(codecs.lzo1x(data.subarray(0, -1), size).end, 'truncated');
          parts.push(output);
        }
      }
      assert.ok(plain.equals(Buffer.concat(parts)));
    }
  }
});

test('bare blocks made by hand', () => {
  // Four literals and a match of six, then the end.
  const lz4 = codecs['lz4-block'](Uint8Array.of(0x42, 0x61, 0x62, 0x63, 0x64, 4, 0, 0x10, 0x21), 100);
  assert.deepEqual([lz4.end, Buffer.from(lz4.output).toString()], ['complete', 'abcdabcdab!']);
  assert.equal(codecs['lz4-block'](Uint8Array.of(0x10, 0x61, 2, 0, 0x00), 100).end, 'malformed');
  // Four literals, a match of three at distance four, the end marker.
  const lzo = codecs.lzo1x(Uint8Array.of(21, 0x61, 0x62, 0x63, 0x64, 0x6c, 0, 0x11, 0, 0, 0xaa), 100);
  assert.deepEqual([lzo.end, lzo.consumed, Buffer.from(lzo.output).toString()], ['complete', 10, 'abcdabcd']);
});

test('noise and damage: never a throw, never more than allowed', () => {
  const next = noise(9);
  const plain = samples()[2]?.subarray(0, 3000) as Buffer;
  const good: Partial<Record<CodecName, Buffer>> = {
    gzip: gzipSync(plain),
    zlib: deflateSync(plain),
    deflate: deflateRawSync(plain),
    zstd: zstdCompressSync(plain),
  };
  for (const [name, codec] of Object.entries(codecs)) {
    for (let round = 0; round < 200; round++) {
      const bytes = Uint8Array.from(good[name as CodecName] ?? { length: next() % 300 }, (byte) =>
        byte === undefined || next() % 97 === 0 ? next() & 0xff : byte,
      );
      const room = next() % 5000;
      const { output, consumed } = codec(bytes, room);
      assert.ok(output.length <= room && consumed >= 0 && consumed <= bytes.length, name);
    }
  }
});

test('damage keeps the beginning', () => {
  const plain = samples()[2] as Buffer;
  for (const [name, pack] of [
    ['gzip', gzipSync],
    ['zlib', deflateSync],
    ['zstd', zstdCompressSync],
  ] as const) {
    const bytes = pack(plain);
    bytes.fill(0xff, bytes.length >>> 1, (bytes.length >>> 1) + 40);
    const { output, end } = codecs[name](bytes, ROOM);
    assert.notEqual(end, 'complete');
    if (name !== 'zstd') assert.ok(output.length > plain.length / 4 && plain.subarray(0, 10_000).equals(output.subarray(0, 10_000)));
  }
});
