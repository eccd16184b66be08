import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHost } from '../../adapters/create-host.ts';
import { Budget } from '../../foundation/budget.ts';
import { crc32 } from '../../foundation/crc32.ts';
import type { FormatTools } from '../../model/format.ts';
import { jffs2 } from './jffs2.ts';

const host = createHost();
const tools = (): FormatTools => ({ host, budget: new Budget() });

test('jffs2: a later version deletes a name, cuts a file and fills a hole', () => {
  const name = (version: number, inode: number, text: string) => dirent({ version, inode, text });
  const image = Uint8Array.from([
    ...name(1, 2, 'kept'),
    ...name(2, 3, 'gone'),
    ...data({ inode: 2, version: 1, size: 6, offset: 0, text: 'abcdef' }),
    ...data({ inode: 3, version: 1, size: 1, offset: 0, text: 'x' }),
    ...name(3, 0, 'gone'),
    ...data({ inode: 2, version: 2, size: 2, offset: 2, text: '' }),
    ...data({ inode: 2, version: 3, size: 8, offset: 4, text: 'WXYZ' }),
  ]);
  const { members, status } = jffs2.open(image, tools());
  assert.equal(status, 'unpacked');
  assert.deepEqual(
    members.map(({ path }) => path),
    ['/kept'],
  );
  assert.equal(new TextDecoder().decode(members[0]?.read()), 'ab\0\0WXYZ');
});

test('jffs2: a second file system right behind is left to be found on its own', () => {
  const clean = node(0x2003, Buffer.alloc(12), () => {});
  const first = Uint8Array.from([
    ...clean,
    ...dirent({ version: 1, inode: 2, text: 'one' }),
    ...data({ inode: 2, version: 1, size: 1, offset: 0, text: '1' }),
  ]);
  const second = Uint8Array.from([
    ...clean,
    ...data({ inode: 2, version: 1, size: 1, offset: 0, text: '2' }),
    ...dirent({ version: 1, inode: 2, text: 'two' }),
  ]);
  const opened = jffs2.open(Uint8Array.from([...first, ...second]), tools());
  assert.equal(opened.bytes, first.length);
  assert.deepEqual(
    opened.members.map(({ path }) => path),
    ['/one'],
  );
  assert.equal(new TextDecoder().decode(opened.members[0]?.read()), '1');
});

test('jffs2: unknown parents are listed below lost+found, `..` never', () => {
  const image = Uint8Array.from([
    ...dirent({ version: 1, inode: 9, text: 'orphan', parent: 7 }),
    ...dirent({ version: 2, inode: 9, text: '..' }),
  ]);
  const { members, troubles } = jffs2.open(image, tools());
  assert.deepEqual(
    members.map(({ path }) => path),
    ['/lost+found/7/orphan'],
  );
  assert.ok(troubles.every(({ code }) => code === 'malformed') && troubles.length === 3);
  assert.throws(() => members[0]?.read(), { code: 'malformed' });
});

test('jffs2: a damaged stretch is not given as zeros; rubin is unsupported', () => {
  const named = dirent({ version: 1, inode: 2, text: 'f' });
  const damaged = data({ inode: 2, version: 1, size: 3, offset: 0, text: 'abc' });
  damaged[69] = 0x40;
  const good = data({ inode: 2, version: 2, size: 3, offset: 1, text: 'bc' });
  const opened = jffs2.open(Uint8Array.from([...named, ...damaged, ...good]), tools());
  assert.equal(opened.status, 'partial');
  assert.throws(() => opened.members[0]?.read(), { code: 'malformed' });
  const rubin = jffs2.open(
    Uint8Array.from([...named, ...data({ inode: 2, version: 1, size: 3, offset: 0, text: 'abc', compression: 5 })]),
    tools(),
  );
  assert.deepEqual(
    rubin.troubles.map(({ code }) => code),
    ['unsupported'],
  );
  assert.throws(() => rubin.members[0]?.read(), { code: 'unsupported' });
});

function node(type: number, body: Buffer, fill: (node: Buffer) => void): Uint8Array {
  const bytes = Buffer.alloc((body.length + 3) & ~3, 0xff);
  body.copy(bytes);
  bytes.writeUInt16LE(0x1985, 0);
  bytes.writeUInt16LE(type, 2);
  bytes.writeUInt32LE(body.length, 4);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 8), 0, 0), 8);
  fill(bytes);
  return new Uint8Array(bytes);
}

function dirent({ version, inode, text, parent = 1 }: { version: number; inode: number; text: string; parent?: number }): Uint8Array {
  const body = Buffer.alloc(40 + text.length);
  for (const [index, value] of [parent, version, inode].entries()) body.writeUInt32LE(value, 12 + 4 * index);
  body[28] = text.length;
  body[29] = 8;
  body.write(text, 40);
  return node(0xe001, body, (bytes) => {
    bytes.writeUInt32LE(crc32(bytes.subarray(0, 32), 0, 0), 32);
    bytes.writeUInt32LE(crc32(bytes.subarray(40, 40 + text.length), 0, 0), 36);
  });
}

function data(of: { inode: number; version: number; size: number; offset: number; text: string; compression?: number }): Uint8Array {
  const body = Buffer.alloc(68 + of.text.length);
  for (const [at, value] of [
    [12, of.inode],
    [16, of.version],
    [20, 0o100644],
    [28, of.size],
    [44, of.offset],
    [48, of.text.length],
    [52, of.text.length],
  ] as const)
    body.writeUInt32LE(value, at);
  body[56] = of.compression ?? 0;
  body.write(of.text, 68);
  return node(0xe002, body, (bytes) => {
    bytes.writeUInt32LE(crc32(bytes.subarray(68, 68 + of.text.length), 0, 0), 60);
    bytes.writeUInt32LE(crc32(bytes.subarray(0, 60), 0, 0), 64);
  });
}
