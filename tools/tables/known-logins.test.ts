import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const tool = fileURLToPath(new URL('known-logins.ts', import.meta.url));

test('lists are merged under their source, escaped, sorted; the version counts changes only', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'known-logins-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const table = join(folder, 'table.tsv');
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  writeFileSync(
    table,
    '# version 3\n# source a | MIT | https://example.org | x\n# source b | MIT | https://example.org | x\nroot\tadmin\ta\n',
  );
  const colon = file('colon', 'root:admin\n*:50%\nuser:\n');
  const vendor = file('vendor.csv', 'product,user,password\nAcme,admin,<blank>\nAcme,"a,b","say ""x"""\nAcme,admin,(serial number)\n');
  const run = (...lists: readonly string[]): number | null => spawnSync(process.execPath, [tool, table, ...lists]).status;
  assert.equal(run(`b=colon:${colon}`, `a=vendor-csv:${vendor}`), 0);
  const [version, , , ...rows] = readFileSync(table, 'utf8').trimEnd().split('\n');
  assert.equal(version, '# version 4');
  assert.deepEqual(rows, ['*\t50%25\tb', 'a,b\tsay "x"\ta', 'admin\t\ta', 'root\tadmin\ta,b', 'user\t\tb']);
  assert.equal(run(`b=colon:${colon}`), 0);
  assert.equal(readFileSync(table, 'utf8').split('\n')[0], '# version 4');
  assert.notEqual(run(`unnamed=colon:${colon}`), 0);
});
