import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readServicePrograms } from './service-program.ts';

test('the table is read: comments, empty cells, several options', () => {
  const rows = readServicePrograms(
    '# c\nprogram\tprotocol\tport\toptions\nsshd\tssh\t22\t-p\nttyd\thttp\t7681\t-p --port\ncrond\t-\t-\t-\n\n',
  );
  assert.deepEqual(rows, [
    { program: 'sshd', protocol: 'ssh', port: 22, portOptions: ['-p'] },
    { program: 'ttyd', protocol: 'http', port: 7681, portOptions: ['-p', '--port'] },
    { program: 'crond', protocol: null, port: null, portOptions: [] },
  ]);
});

test('the shipped table: four cells a row, each program once, patterns compile, ports are ports', () => {
  const text = readFileSync(new URL('../../catalogue/tables/services.tsv', import.meta.url), 'utf8');
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  for (const line of lines) assert.equal(line.split('\t').length, 4, line);
  const rows = readServicePrograms(text);
  assert.equal(rows.length, lines.length - 1);
  assert.equal(new Set(rows.map(({ program }) => program)).size, rows.length);
  for (const { program, port } of rows) {
    if (program.startsWith('/')) new RegExp(program.slice(1, -1));
    assert.ok(port === null || (port > 0 && port < 65536), program);
  }
});
