import assert from 'node:assert/strict';
import { chmodSync, linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { DecodeError } from '../foundation/decode-error.ts';
import { readFolder } from './read-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'iqs-folder-'));
after(() => rmSync(folder, { recursive: true }));

test('files, folders and links, with modes; links reported and never followed', () => {
  const root = join(folder, 'root');
  for (const path of ['', 'etc', 'loop']) mkdirSync(join(root, path));
  writeFileSync(join(root, 'etc/passwd'), 'root');
  chmodSync(join(root, 'etc/passwd'), 0o4600);
  chmodSync(join(root, 'etc'), 0o755);
  linkSync(join(root, 'etc/passwd'), join(root, 'hard'));
  symlinkSync('..', join(root, 'loop/up'));
  symlinkSync('/etc', join(root, 'outside'));
  const members = readFolder(root);
  assert.deepEqual(
    members.map(({ path, type, size, target }) => [path, type, size, target]),
    [
      ['/etc', 'directory', 0, null],
      ['/etc/passwd', 'file', 4, null],
      ['/hard', 'file', 4, null],
      ['/loop', 'directory', 0, null],
      ['/loop/up', 'symlink', 0, '..'],
      ['/outside', 'symlink', 0, '/etc'],
    ],
  );
  assert.deepEqual([members[0]?.mode, members[1]?.mode], [0o755, 0o4600]);
  const [content] = members.filter(({ path }) => path === '/etc/passwd').map(({ read }) => read());
  assert.deepEqual(content, new TextEncoder().encode('root'));
  assert.equal(content instanceof Buffer, false);
});

test('names that are no plain text are escaped', () => {
  const root = join(folder, 'names');
  mkdirSync(root);
  writeFileSync(join(root, 'a!b%c\u001b\n'), '');
  assert.deepEqual(
    readFolder(root).map(({ path }) => path),
    ['/a%21b%25c%1B%0A'],
  );
});

test('a file that is gone or is no file when it is read is a decoder\u2019s error', () => {
  const root = join(folder, 'gone');
  mkdirSync(root);
  writeFileSync(join(root, 'a'), 'a');
  const [member] = readFolder(root);
  rmSync(join(root, 'a'));
  assert.throws(
    () => member?.read(),
    (error) => error instanceof DecodeError && error.code === 'unsupported',
  );
});
