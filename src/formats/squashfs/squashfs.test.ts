import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { deflateSync } from 'node:zlib';
import { createHost } from '../../adapters/create-host.ts';
import { Budget, defaultLimits } from '../../foundation/budget.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import type { Member, Opened } from '../../model/format.ts';
import type { Host } from '../../model/host.ts';
import { type FixtureEntry, type FixtureOptions, writeSquashfs } from './fixture-writer.ts';
import { squashfs } from './squashfs.ts';

type Fixture = {
  readonly name: string;
  readonly base64: string;
  readonly entries: readonly { readonly path: string; readonly type: string; readonly text?: string; readonly target?: string }[];
};

const host = createHost();
const fixtures: readonly Fixture[] = JSON.parse(readFileSync(new URL('fixtures.json', import.meta.url), 'utf8'));
const bytesOf = (fixture: Fixture): Uint8Array => Uint8Array.from(Buffer.from(fixture.base64, 'base64'));
const named = (name: string): Uint8Array => bytesOf(fixtures.find((fixture) => fixture.name === name) as Fixture);
const open = (bytes: Uint8Array, limits = defaultLimits, with_: Host = host): Opened =>
  squashfs.open(bytes, { host: with_, budget: new Budget(limits) });
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
const zlib = (block: Uint8Array): Uint8Array => deflateSync(block);
const stored = (block: Uint8Array): Uint8Array => block;
const gzipImage: FixtureOptions = { major: 4, little: true, magic: 'hsqs', compress: zlib };
const storedImage: FixtureOptions = { ...gzipImage, compress: stored };

const long = Buffer.from(Array.from({ length: 4000 }, (_, line) => `${line} of many\n`).join(''));
const sample: readonly FixtureEntry[] = [
  { path: '/bin/busybox', content: long },
  { path: '/bin/sh', target: 'busybox' },
  { path: '/etc/hostname', content: Buffer.from('camera\n') },
  { path: '/etc/issue', content: Buffer.from('welcome\n') },
  { path: '/lib', type: 1 },
];

function check(opened: Opened, fixture: Fixture): void {
  for (const entry of fixture.entries) {
    const member = opened.members.find(({ path }) => path === entry.path);
    assert.equal(member?.type, entry.type, entry.path);
    if (entry.text !== undefined) assert.equal(text((member as Member).read()), entry.text);
    if (entry.target !== undefined) assert.equal(member?.target, entry.target);
  }
}

for (const fixture of fixtures) {
  test(`${fixture.name}: lists and reads, whatever follows`, () => {
    const bytes = bytesOf(fixture);
    assert.equal(squashfs.recognise(bytes, 0), 'certain');
    const opened = open(bytes);
    assert.deepEqual([opened.status, opened.troubles, opened.bytes], ['unpacked', [], bytes.length]);
    check(opened, fixture);
    const followed = new Uint8Array(bytes.length + 10_000).fill(0xa5);
    followed.set(bytes);
    const again = open(followed);
    assert.equal(again.bytes, bytes.length);
    check(again, fixture);
  });

  test(`${fixture.name}: cut or changed, nothing but DecodeError`, () => {
    const bytes = bytesOf(fixture);
    for (let size = 0; size < bytes.length; size += 23) survive(bytes.subarray(0, size));
    let seed = 7;
    const next = (below: number): number => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      return seed % below;
    };
    for (let round = 0; round < 150; round += 1) {
      const changed = bytes.slice();
      for (let count = 1 + next(3); count > 0; count -= 1) changed[next(round % 2 === 0 ? 128 : bytes.length)] = next(256);
      survive(changed);
    }
  });
}

function survive(bytes: Uint8Array): void {
  squashfs.recognise(bytes, 0);
  try {
    const opened = open(bytes, { ...defaultLimits, bytes: 2 ** 24, fileBytes: 2 ** 22 });
    for (const member of opened.members) {
      assert.ok(!member.path.split('/').includes('..'));
      if (member.type === 'file') readOrNothing(member);
    }
  } catch (error) {
    assert.ok(error instanceof DecodeError, String(error));
  }
}

function readOrNothing(member: Member): Uint8Array | undefined {
  try {
    return member.read();
  } catch (error) {
    assert.ok(error instanceof DecodeError, String(error));
    return undefined;
  }
}

for (const major of [1, 2, 3, 4] as const) {
  for (const little of [true, false]) {
    test(`version ${major}, ${little ? 'little' : 'big'} endian: unsquashfs reads the same`, (t) => {
      const every = [...sample, { path: '/dev/initctl', type: 6 }, { path: '/dev/console', type: 5 }];
      const image = writeSquashfs(every, { major, little, magic: little ? 'hsqs' : 'sqsh', compress: zlib });
      const opened = open(image);
      assert.equal(opened.status, 'unpacked');
      const byPath = new Map(opened.members.map((member) => [member.path, member]));
      assert.deepEqual(Buffer.from(byPath.get('/bin/busybox')?.read() ?? []), long);
      assert.equal(byPath.get('/dev/initctl')?.type, 'fifo');
      assert.equal(byPath.get('/dev/console')?.type, 'character-device');
      assert.deepEqual([byPath.get('/etc/issue')?.mode, byPath.get('/etc/issue')?.uid], [0o4711, 1000]);
      assert.deepEqual([byPath.get('/etc/issue')?.gid, byPath.get('/etc')?.gid], [major === 4 ? 1000 : 100, 1000]);
      if (major === 4 && !little) return t.skip('unsquashfs refuses a big-endian version 4');
      if (spawnSync('unsquashfs', ['-v']).error !== undefined) return t.skip('no unsquashfs here');
      const folder = mkdtempSync(join(tmpdir(), 'squashfs-'));
      try {
        writeFileSync(join(folder, 'image'), image);
        for (const path of ['bin/busybox', 'etc/issue']) {
          const theirs = execFileSync('unsquashfs', ['-cat', join(folder, 'image'), path], { stdio: ['ignore', 'pipe', 'ignore'] });
          assert.deepEqual(theirs, Buffer.from(byPath.get(`/${path}`)?.read() ?? []));
        }
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  }
}

test('blank padding to 4 KiB belongs to the image, other bytes do not', () => {
  const image = named('v4 gzip, mksquashfs');
  for (const fill of [0, 0xff]) {
    const padded = new Uint8Array(20_000).fill(fill);
    padded.set(image);
    assert.equal(open(padded).bytes, 4096);
  }
  assert.equal(open(Uint8Array.from([...image, ...new Uint8Array(100)])).bytes, image.length);
});

test('a damaged block costs its file only', () => {
  const image = writeSquashfs(sample, gzipImage);
  image.fill(0x55, 110, 140);
  const opened = open(image);
  assert.equal(opened.status, 'unpacked');
  const read = (path: string): Uint8Array => (opened.members.find((member) => member.path === path) as Member).read();
  assert.throws(() => read('/bin/busybox'), { name: 'DecodeError', code: 'malformed' });
  assert.equal(text(read('/etc/issue')), 'welcome\n');
});

test('an image without its last tables is truncated, one without its listing cannot be opened', () => {
  const image = writeSquashfs([...sample, { path: '/whole', content: long.subarray(0, 8192) }], gzipImage);
  const opened = open(image.subarray(0, image.length - 20));
  assert.equal(opened.status, 'partial');
  assert.equal(opened.bytes, image.length - 20);
  assert.deepEqual(new Set(opened.troubles.map(({ code }) => code)), new Set(['truncated']));
  const read = (path: string): Uint8Array => (opened.members.find((member) => member.path === path) as Member).read();
  assert.deepEqual(Buffer.from(read('/whole')), long.subarray(0, 8192));
  assert.throws(() => read('/etc/issue'), { name: 'DecodeError', code: 'truncated' });
  assert.throws(() => open(image.subarray(0, 200)), { name: 'DecodeError', code: 'truncated' });
});

test('a folder that holds its parent is listed once', () => {
  const image = writeSquashfs(sample, storedImage);
  const at = Buffer.from(image).lastIndexOf('etc') - 8;
  const root = image[32]! + image[33]! * 256;
  image[at] = root & 255;
  image[at + 1] = root >> 8;
  const opened = open(image);
  assert.equal(opened.status, 'partial');
  assert.deepEqual(
    opened.troubles.map(({ code }) => code),
    ['malformed'],
  );
  assert.equal(opened.members.filter(({ path }) => path.startsWith('/bin/')).length, 2);
});

test('names that would leave their folder are left out, strange ones escaped', () => {
  const opened = open(
    writeSquashfs([{ path: '/etc/../x' }, { path: '/a!b', content: long }, { path: '/etc/ok', target: '../a!b' }], gzipImage),
  );
  assert.equal(opened.status, 'partial');
  assert.deepEqual(opened.members.map(({ path }) => path).sort(), ['/a%21b', '/etc', '/etc/ok']);
  assert.equal(opened.members.find(({ path }) => path === '/etc/ok')?.target, '../a%21b');
});

test('a spent budget ends the listing, a too large file is refused', () => {
  const image = writeSquashfs(sample, gzipImage);
  const few = open(image, { ...defaultLimits, entries: 3 });
  assert.deepEqual([few.status, few.members.length, few.troubles.length], ['limit', 3, 1]);
  const small = open(image, { ...defaultLimits, fileBytes: 1000 }).members.find(({ path }) => path === '/bin/busybox');
  assert.throws(() => small?.read(), { name: 'DecodeError', code: 'limit' });
});

test('the dialect is found once and every block unpacked once', () => {
  const image = named('v4 gzip, mksquashfs');
  let calls = 0;
  const counting: Host = {
    ...host,
    codecs: { ...host.codecs, zlib: (bytes, most) => ((calls += 1), host.codecs.zlib(bytes, most)) },
  };
  const opened = open(image, defaultLimits, counting);
  for (const member of opened.members) if (member.type === 'file') member.read();
  // Inode, directory, id and fragment-table blocks, one fragment, and the blocks of the one file that is longer than one.
  const blocks = opened.members.reduce((sum, { size }) => sum + Math.floor(size / 4096), 0);
  assert.ok(calls <= 5 + blocks, `${calls} blocks unpacked`);
});

test('a hole reads as zeros', () => {
  const image = writeSquashfs([{ path: '/sparse', content: new Uint8Array(8192).fill(7) }], storedImage);
  const blocks = Buffer.from(image).indexOf(Buffer.from([0, 0x10, 0, 1, 0, 0x10, 0, 1]));
  image.fill(0, blocks, blocks + 4);
  const content = open(image).members[0]?.read() as Uint8Array;
  assert.deepEqual([content.length, content[0], content[4095], content[4096]], [8192, 0, 0, 7]);
});

test('a root folder in no known compression is malformed', () => {
  const image = writeSquashfs(sample, { ...gzipImage, compress: (block) => zlib(block).map((byte) => byte ^ 0x33) });
  assert.throws(() => open(image), { name: 'DecodeError', code: 'malformed' });
});
