import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { createHost } from '../adapters/create-host.ts';
import { formats } from '../formats/formats.generated.ts';
import { defaultLimits, type Limits } from '../foundation/budget.ts';
import type { Exhibits } from '../model/exhibits.ts';
import { createInspector } from './inspect.ts';

const host = createHost();
const tables = { knownLogins: [], signatures: [], endOfLife: [], servicePrograms: [], vendors: '', digests: {} };
const inspect = (content: Uint8Array, limits: Partial<Limits> = {}): Exhibits =>
  createInspector({ engine: 'test', host, formats, tables, limits: { ...defaultLimits, ...limits } })({ name: 'image.bin', content });

/** One good fixture a format. */
const fixtures = formats.map((format) => {
  const list = JSON.parse(readFileSync(`src/formats/${format.id}/fixtures.json`, 'utf8')) as readonly { base64: string; status: string }[];
  return new Uint8Array(Buffer.from(list.find((one) => one.status === 'unpacked')?.base64 ?? '', 'base64'));
});

const join = (parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
const noise = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => 0x80 | ((at * 2654435761) >>> 25));

const piece = fc.oneof(
  fc.constantFrom(...fixtures),
  fc.nat(9000).map((length) => new Uint8Array(length)),
  fc.nat(9000).map((length) => new Uint8Array(length).fill(0xff)),
  fc.nat(9000).map(noise),
  fc.uint8Array({ maxLength: 600 }),
);

test('every byte is accounted for, whatever the image is made of', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
      const image = join(pieces);
      const { coverage, opaque, containers } = inspect(image);
      assert.equal(coverage.bytes, image.length);
      assert.equal(coverage.identified + coverage.opaque + coverage.unread, image.length);
      assert.ok(Math.min(coverage.identified, coverage.opaque, coverage.unread) >= 0);
      for (const one of [...opaque, ...containers].filter((item) => item.at === 'image.bin'))
        assert.ok(one.offset + one.bytes <= image.length);
    }),
    { numRuns: 150 },
  );
});

test('the same evidence gives the same exhibits', () => {
  const image = join([noise(5000), ...fixtures]);
  assert.deepEqual(inspect(image), inspect(image));
});

test('evidence is not altered by being inspected', () => {
  const image = join([noise(100), ...fixtures]);
  const before = image.slice();
  inspect(image);
  assert.deepEqual(image, before);
});

test('containers a hundred deep end in a limit, and what stands above is listed', () => {
  let nested: Uint8Array = new TextEncoder().encode('the innermost text');
  for (let depth = 0; depth < 100; depth += 1) nested = new Uint8Array(gzipSync(nested));
  const { problems, containers, coverage } = inspect(nested);
  assert.deepEqual([...new Set(problems.map((problem) => problem.code))], ['limit']);
  assert.equal(containers.filter((container) => container.status === 'unpacked').length, defaultLimits.depth);
  assert.ok(coverage.unread > 0);
});

test('a stream that would produce more than the budget is a limit, not memory', () => {
  const bomb = new Uint8Array(gzipSync(new Uint8Array(64 * 2 ** 20)));
  const before = process.memoryUsage().rss;
  const { problems, containers } = inspect(bomb, { bytes: 2 ** 20, fileBytes: 2 ** 20 });
  assert.equal(containers[0]?.status, 'limit');
  assert.ok(problems.some((problem) => problem.code === 'limit'));
  assert.ok(process.memoryUsage().rss - before < 64 * 2 ** 20);
});

test('a SquashFS that claims 2^60 bytes is refused at once', () => {
  const squashfs = fixtures[formats.findIndex((format) => format.id === 'squashfs')] as Uint8Array;
  const image = squashfs.slice();
  new DataView(image.buffer).setBigUint64(40, 2n ** 60n, true);
  const { coverage, problems } = inspect(image);
  assert.ok(coverage.identified < 16);
  assert.ok(problems.length > 0 || coverage.opaque > 0);
});

test('a tar whose member claims 2^60 bytes gives what stood before it, and says so', () => {
  const image = join([tarMember('first.txt', 'kept'), tarMember('second.txt', 'x', 2n ** 60n), new Uint8Array(1024)]);
  const { problems, containers } = inspect(image);
  assert.equal(containers[0]?.format, 'tar');
  assert.ok((containers[0]?.files ?? 0) >= 1);
  assert.ok(problems.some((problem) => ['truncated', 'limit', 'malformed'].includes(problem.code)));
});

test('an archive that is cut off keeps what could be read', () => {
  const members = Array.from({ length: 20 }, (_, n) => tarMember(`file-${n}.txt`, `content ${n}`));
  const whole = inspect(join([...members, new Uint8Array(1024)]));
  const cut = inspect(join(members).subarray(0, 10 * 1024 + 700));
  assert.equal(whole.containers[0]?.files, 20);
  assert.ok((cut.containers[0]?.files ?? 0) >= 10);
  assert.equal(cut.containers[0]?.status, 'partial');
  assert.ok(cut.problems.some((problem) => problem.code === 'truncated'));
});

test('one damaged file never hides its neighbours', () => {
  const zip = fixtures[formats.findIndex((format) => format.id === 'zip')] as Uint8Array;
  const good = inspect(zip);
  const damaged = zip.slice();
  const at = 30 + ((zip[26] as number) | ((zip[27] as number) << 8));
  damaged[at + 2] = (damaged[at + 2] as number) ^ 0xff;
  const bad = inspect(damaged);
  assert.equal(bad.containers[0]?.files, good.containers[0]?.files);
});

test('unnamed bytes cannot be cut small to pass for nothing: short fill does not part a region', () => {
  const chunks = Array.from({ length: 40 }, () => join([noise(2000), new Uint8Array(500).fill(0xff)]));
  const { opaque } = inspect(join([fixtures[0] as Uint8Array, ...chunks]));
  assert.ok(opaque.some((region) => region.bytes >= 40 * 2000));
});

test('encrypted and compressed bytes are told apart', () => {
  let state = 0x12345678;
  const random = Uint8Array.from({ length: 65_536 }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 0xff;
  });
  assert.equal(inspect(random).opaque[0]?.guess, 'encrypted');
  const compressed = gzipSync(readFileSync('catalogue/tables/known-logins.tsv')).subarray(10);
  assert.equal(inspect(new Uint8Array(compressed)).opaque[0]?.guess, 'compressed');
});

/** A ustar member; `claims` overrides the size it says it has. */
function tarMember(name: string, text: string, claims?: bigint): Uint8Array {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write('0000644\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  if (claims === undefined) header.write(`${text.length.toString(8).padStart(11, '0')}\0`, 124);
  else {
    header[124] = 0x80;
    header.writeBigUInt64BE(claims, 128);
  }
  header.write('00000000000\0', 136);
  header.write('        ', 148);
  header.write('0', 156);
  header.write('ustar\x0000', 257);
  const checksum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${checksum.toString(8).padStart(6, '0')}\0 `, 148);
  const body = Buffer.alloc(Math.ceil(text.length / 512) * 512);
  body.write(text);
  return join([header, body]);
}

test('a folder that no entry lists is there all the same, and is no part of the digest', () => {
  const { containers } = inspect(join([tarMember('etc/passwd', 'root::0:0::/:/bin/sh\n'), tarMember('bin/sh', 'x'), new Uint8Array(1024)]));
  const files = createInspector({ engine: 'test', host, formats, tables, limits: defaultLimits })(
    {
      name: 'image.bin',
      content: join([tarMember('etc/passwd', 'root::0:0::/:/bin/sh\n'), tarMember('bin/sh', 'x'), new Uint8Array(1024)]),
    },
    { files: true },
  );
  assert.equal(containers[0]?.files, 2);
  assert.deepEqual(
    files.files?.map((file) => file.at),
    ['image.bin!/bin/sh', 'image.bin!/etc/passwd'],
  );
  assert.equal(files.accounts.length, 1);
});

test('one content under many names is looked at once', () => {
  const big = 'x'.repeat(2 ** 20);
  const names = Array.from({ length: 2000 }, (_, n) => ({
    path: `/f${n}`,
    type: 'file' as const,
    mode: 0o644,
    uid: 0,
    gid: 0,
    size: big.length,
    target: null,
  }));
  const bytes = new TextEncoder().encode(big);
  let hashed = 0;
  const counting = { ...host, hash: (...args: Parameters<typeof host.hash>) => ((hashed += args[1].length), host.hash(...args)) };
  const inspector = createInspector({ engine: 'test', host: counting, formats, tables, limits: defaultLimits });
  inspector({ name: 'folder', content: names.map((name) => ({ ...name, read: () => bytes })) });
  assert.ok(hashed < 4 * big.length);
});

/** Evenly spread bytes, as encryption gives them. */
function spread(length: number): Uint8Array {
  let state = 0x2545f491;
  return Uint8Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 0xff;
  });
}

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

for (const [name, before] of [
  ['a kernel banner', text('Linux version 5.10.1 (a@b) (gcc 10) #1\0')],
  ['a boot loader banner', text('U-Boot 2020.01 (Jan 01 2020)\0')],
  ['64 KiB of text', text('a line of text\n'.repeat(5000))],
  ['a shell script', text('#!/bin/sh\necho hello\n')],
] as const) {
  test(`encrypted bytes behind ${name} stay opaque`, () => {
    const { opaque } = inspect(join([before, spread(300_000)]));
    assert.ok(opaque.reduce((total, region) => total + region.bytes, 0) >= 250_000);
  });
}

test('what is appended to an ELF file is looked at', () => {
  const elf = new Uint8Array(256);
  elf.set([0x7f, 0x45, 0x4c, 0x46, 1, 1, 1]);
  elf.set([52, 0, 32, 0, 0, 0, 40, 0, 0, 0], 40);
  const tar = join([tarMember('etc/passwd', 'root::0:0::/:/bin/sh\n'), tarMember('bin/sh', 'x'), new Uint8Array(1024)]);
  assert.equal(inspect(join([elf, spread(100), tar])).accounts.length, 1);
});

test('a name that stands twice in a file system is damage, and the first is shown', () => {
  const member = (content: string) => ({
    path: '/etc/shadow',
    type: 'file' as const,
    mode: 0o600,
    uid: 0,
    gid: 0,
    size: content.length,
    target: null,
    read: () => text(content),
  });
  const inspector = createInspector({ engine: 'test', host, formats, tables, limits: defaultLimits });
  const { problems, accounts } = inspector({ name: 'folder', content: [member('root::1:0:::::\n'), member('root:*:1:0:::::\n')] });
  assert.deepEqual(
    problems.map(({ code }) => code),
    ['malformed'],
  );
  assert.equal(accounts[0]?.password.state, 'none');
});
