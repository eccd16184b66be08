import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it, mock } from 'node:test';
import { databaseFixture } from '../adapters/database/database-fixture.ts';
import { openDatabase } from '../adapters/database/open-database.ts';
import { readJournal } from '../adapters/database/read-journal.ts';
import { runCommandLine } from './run-command-line.ts';

const fixture = databaseFixture();
const folder = mkdtempSync(join(tmpdir(), 'iqs-organisation-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const config = join(folder, 'programme.yaml');
const database = join(folder, 'data', 'database');

async function iqs(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const texts = { out: '', err: '' };
  const keep = (stream: NodeJS.WriteStream, name: 'out' | 'err') => {
    const write = stream.write.bind(stream);
    return mock.method(stream, 'write', (text: string | Uint8Array) => {
      if (typeof text !== 'string') return write(text);
      texts[name] += text;
      return true;
    });
  };
  const kept = [keep(process.stdout, 'out'), keep(process.stderr, 'err')];
  try {
    const code = await runCommandLine(['organisation', ...args, '--config', config], { serve: async () => 1, worker: async () => 1 });
    return { code, ...texts };
  } finally {
    for (const each of kept) each.mock.restore();
  }
}

describe('iqs organisation', () => {
  before(async () => {
    const place = await fixture.place('embedded');
    assert.ok('folder' in place);
    mkdirSync(join(folder, 'data'));
    renameSync(place.folder, database);
    writeFileSync(config, 'baseUrl: https://iqs.example\ndata: { folder: data }\n');
  });

  it('makes organisations, says where the invitation is, and what a laboratory may evaluate', async () => {
    const body = await iqs('add', 'body', 'North Certification', '--administrator', ' Ada@Body.example', '--lang', 'nl');
    assert.equal(body.code, 0, body.err);
    const [file = ''] = readdirSync(join(folder, 'data', 'mail'));
    assert.equal(body.err, `The invitation of ada@body.example: ${join(folder, 'data', 'mail', file)}\n`);
    const letter = readFileSync(join(folder, 'data', 'mail', file), 'utf8');
    assert.match(letter, /https:\/\/iqs\.example\/portal\/invitation\?token=\w+/);
    assert.match(letter, /nodigt u uit/);
    const laboratory = (await iqs('add', 'laboratory', 'Fjord', '--administrator', 'eva@lab.example')).out.trim();
    const authorise = (...more: string[]) => iqs('authorise', laboratory, ...more);
    assert.equal((await authorise('--scheme', 'iqs-2027', 'iqs-training', '--until', '2090-12-31')).code, 0);
    const list = await iqs('list');
    assert.deepEqual(list.out.split('\n'), [
      `${laboratory}  laboratory  Fjord  (nobody has taken it up)  (iqs-2027, iqs-training until 2090-12-31)`,
      `${body.out.trim()}  body  North Certification  (nobody has taken it up)`,
      '',
    ]);
    assert.equal((await authorise('--none')).code, 0);
    assert.equal(JSON.parse((await iqs('list', '--json')).out)[0].authorisation, null);
    const again = await iqs('invite', laboratory, '--administrator', 'Eve@Lab.example');
    assert.equal(again.code, 0, again.err);
    assert.match(again.err, /^The invitation of eve@lab\.example: /);
    const open = await openDatabase({ folder: database });
    try {
      const told = (await readJournal(open.db, 1, 20)).map(({ actor, event }) => [actor, event]) as [
        string,
        { event: string; action?: string },
      ][];
      assert.deepEqual(
        told.map(([actor, { event, action }]) => [actor, action ?? event]),
        [
          ['operator', 'organisation-create'],
          ['operator', 'organisation-create'],
          ['operator', 'authorised'],
          ['operator', 'authorisation-ended'],
          ['operator', 'invitation'],
        ],
      );
      // Beside whoever has it open, as a server does.
      assert.match((await iqs('list')).err, /^DATABASE_IN_USE /);
    } finally {
      await open.close();
    }
  });

  it('refuses what does not fit', async () => {
    const refusals: readonly (readonly [string, readonly string[]])[] = [
      ['USAGE', ['add', 'shop', 'X', '--administrator', 'a@b.example']],
      ['USAGE', ['add', 'maker', 'X']],
      ['USAGE', ['authorise', 'x', '--scheme', 'iqs-2027']],
      ['USAGE', ['authorise', 'x', '--scheme', 'iqs-2027', '--until', '2090-12-31', '--none']],
      ['ORGANISATION_UNKNOWN', ['authorise', 'x', '--none']],
      ['ORGANISATION_UNKNOWN', ['invite', 'x', '--administrator', 'a@b.example']],
      ['EMAIL_INVALID', ['invite', 'x', '--administrator', 'nobody']],
    ];
    for (const [code, args] of refusals) {
      const told = await iqs(...args);
      assert.deepEqual([told.code, told.err.split(' ')[0]], [2, code], args.join(' '));
    }
  });

  it('shows an invitation that did not go out', async () => {
    writeFileSync(config, 'baseUrl: https://iqs.example\ndata: { folder: data }\nmail: { smtpUrl: "smtp://127.0.0.1:1" }\n');
    const { code, err } = await iqs('add', 'maker', 'Lumen Works', '--administrator', 'anna@maker.example');
    assert.equal(code, 0);
    assert.match(err, /was not sent \(.*ECONNREFUSED.*\)[^]*https:\/\/iqs\.example\/portal\/invitation\?token=\w+/);
  });
});
