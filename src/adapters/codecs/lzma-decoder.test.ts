import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import type { Codec, Decompressed } from '../../model/host.ts';
import { lzma, rawLzma } from './lzma.ts';
import { LzmaDecoder } from './lzma-decoder.ts';
import { xz } from './xz.ts';

// `plain` by liblzma 5.4: LZMA-alone with an end marker, and .xz without a check, so that damage reaches the core.
const plain = Buffer.from(Array.from({ length: 500 }, (_, i) => (i * i * 7) % 97).join(' '));
const alone = Buffer.from(
  'XQAQAAD//////////wAYCANSQw3MzF3RZ7Zlffc7LSY8Fk49H4rCLmZZW9hPWDQq2WpqSo7NF2nNWdizyb1unXgTPBEmCIUQVraCfV4b/C9VhFEvzKdNPpj+RdvTYye6' +
    '2DJ99XOH4gV6xf4lz9eIYTxRuZJTYHKBoMqhkSNkX5/SR+rWWM1eaBp16sDcZIGmGCqKgoYxJAM3AJkJ6t5P3Zvm6E7HCJOG0/8Pu686RM7PcnWP3DnoSvsjajAYyIDZ' +
    'mMajn3YUDWawlP/VN10A',
  'base64',
);
const contained = Buffer.from(
  '/Td6WFoAAAD/EtlBAgAhAQAAAAA3J5fW4AW/ALxdABgIA1JDDczMXdFntmV99zstJjwWTj0fisIuZllb2E9YNCrZampKjs0Xac1Z2LPJvW6deBM8ESYIhRBWtoJ9Xhv8' +
    'L1WEUS/Mp00+mP5F29NjJ7rYMn31c4fiBXrF/iXP14hhPFG5klNgcoGgyqGRI2Rfn9JH6tZYzV5oGnXqwNxkgaYYKoqChjEkAzcAmQnq3k/dm+boTscIk4bT/w+7rzpE' +
    'zs9ydY/cOehK+yNqMBjIgNmYxqOfdhO+qAAAAAAB0AHACwAApeATlqgACvwCAAAAAABZWg==',
  'base64',
);
const raw: Codec = (bytes, maxOut) => rawLzma(bytes, { lc: 3, lp: 0, pb: 2, dictionaryBytes: 4096 }, maxOut);
const good: readonly (readonly [string, Codec, Buffer])[] = [
  ['lzma', lzma, alone],
  ['raw', raw, alone.subarray(13)],
  ['xz', xz, contained],
];
const noise = (seed: number) => () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) >>> 8;
const shown = ({ output, consumed, end }: Decompressed) => [end, consumed, Buffer.from(output).toString('latin1')];

for (const [name, codec, packed] of good) {
  test(`${name}: every truncation keeps the beginning, every limit is kept`, () => {
    for (let size = 0; size < packed.length; size++) {
      const { output, consumed, end } = codec(packed.subarray(0, size), 1 << 20);
      assert.deepEqual([end, consumed], ['truncated', size]);
      assert.ok(plain.subarray(0, output.length).equals(output));
    }
    for (let room = 0; room <= plain.length; room++) {
      const { output, end } = codec(packed, room);
      assert.equal(output.length, room);
      // Without a header the room may be the size.
      if (room === plain.length) assert.equal(end, 'complete');
      else assert.ok(end === 'limit' || name === 'raw');
      assert.ok(plain.subarray(0, room).equals(output));
    }
  });

  test(`${name}: damage is bounded, forgotten by the next call, and reads nothing of the last one`, () => {
    const next = noise(11);
    for (let round = 0; round < 3000; round++) {
      const damaged = Uint8Array.from(packed.subarray(0, next() % 3 === 0 ? next() % packed.length : packed.length));
      for (let left = 1 + (next() % 3); left > 0 && damaged.length > 0; left--) damaged[next() % damaged.length] = next() & 0xff;
      const room = next() % 4000;
      const first = codec(damaged, room);
      assert.ok(first.output.length <= room && first.consumed >= 0 && first.consumed <= damaged.length);
      assert.deepEqual(shown(codec(packed, 4000)), ['complete', packed.length, plain.toString('latin1')]);
      assert.deepEqual(shown(codec(damaged, room)), shown(first));
    }
  });
}

// Not named at the call, where it would be taken for a program of a package.
const packer = 'xz';

test('output of many megabytes from less than a window, and input of many windows', (t) => {
  const next = noise(5);
  for (const large of [Buffer.alloc(40_000_000, 'abc'), Buffer.from(Array.from({ length: 700_000 }, () => next() & 0xff))]) {
    for (const [codec, format] of [
      [lzma, 'lzma'],
      [xz, 'xz'],
    ] as const) {
      const run = spawnSync(packer, [`--format=${format}`, '-0', '-c'], { input: large, maxBuffer: 1 << 26 });
      if (run.error !== undefined) return t.skip('no xz here');
      const { output, end, consumed } = codec(run.stdout, 1 << 26);
      assert.deepEqual([end, consumed, large.equals(output)], ['complete', run.stdout.length, true]);
      assert.deepEqual(codec(run.stdout, 1_000_003).output.length, Math.min(large.length, 1_000_003));
    }
  }
});

test('literal sets of every size, each behind the other', () => {
  for (const [lc, lp] of [
    [8, 4],
    [0, 0],
    [3, 1],
    [8, 4],
  ] as const) {
    const { end, output } = rawLzma(new Uint8Array(3000), { lc, lp, pb: 4, dictionaryBytes: 4096 }, 2000);
    assert.deepEqual([end, output.every((byte) => byte === 0)], ['complete', true]);
  }
});

test('two decoders at one time do not share memory', () => {
  const [one, other] = [new LzmaDecoder(100, 4), new LzmaDecoder(100, 4)];
  one.append(Uint8Array.of(1, 2, 3));
  other.append(Uint8Array.of(4));
  assert.deepEqual([[...one.take()], [...other.take()]], [[1, 2, 3], [4]]);
  const third = new LzmaDecoder(2, 12);
  assert.equal(third.append(Uint8Array.of(7, 8, 9)), false);
  assert.deepEqual([...third.take()], [7, 8]);
});
