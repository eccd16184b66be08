// docs/howto/publish-a-register.md, followed.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { filledAuthority } from '../../src/adapters/site/site-fixture.ts';
import { assertRefusal, runIqs } from './run-iqs.ts';

const page = readFileSync(new URL('../../docs/howto/publish-a-register.md', import.meta.url), 'utf8');
const [, words = ''] = /^```sh\niqs (.*)\n```$/m.exec(page) ?? [];

test('the command of the page makes what the page lists', async (t) => {
  const home = mkdtempSync(join(tmpdir(), 'iqs-publish-'));
  t.after(() => rmSync(home, { recursive: true, force: true }));
  const authority = await filledAuthority(t);
  const args = words.split(' ').map((word) => (word === 'authority' ? authority.folder : word));
  assert.ok(args.length === 5, words);
  const ran = runIqs(args, { cwd: home });
  assert.equal(ran.stderr, '');
  assert.match(ran.stdout, /6 labels and 1 component statement, 13 entries of the register, 4 languages/);
  const listed = [...page.matchAll(/^\| (`[^|]*) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`…]+)…?\/?`/g)].map(([, path = '']) => path),
  );
  assert.ok(listed.length >= 12, listed.join(' '));
  for (const path of listed) assert.ok(existsSync(join(home, 'site', path.replace('NUMBER', 'IQS-TRAIN-0000001'))), path);
  assertRefusal(runIqs(['register', 'export', home, '--authority', authority.folder]), 2, 'SITE_OUT_EXISTS');
  assertRefusal(runIqs(['register', 'export', 'x', '--authority', home], { cwd: home }), 2, 'AUTHORITY_MISSING');
});
