import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { verifyLabel } from '../../verifier/verify-label.ts';
import type { Authority } from '../authority/authority.ts';
import { logSigner } from '../authority/authority.ts';
import { nodePlatform } from '../node-platform.ts';
import { appendEntries } from '../register/append-entries.ts';
import { exportSite } from './export-site.ts';
import type { SiteAssets } from './site-assets.ts';
import { builtAssets, filledAuthority, languages, published } from './site-fixture.ts';

const budgetOfCheckPage = 150 * 1024;

describe('a register exported as a site', { concurrency: false }, () => {
  const home = mkdtempSync(join(tmpdir(), 'iqs-site-'));
  const cleanUp: (() => void)[] = [() => rmSync(home, { recursive: true, force: true })];
  const t = { after: (task: () => void) => void cleanUp.push(task) };
  const out = join(home, 'site');
  let authority: Authority;
  let assets: SiteAssets;
  const run = (folder = out, now = published) => exportSite(folder, authority, { languages, assets, now });
  const read = (path: string, folder = out): string => readFileSync(join(folder, path), 'utf8');
  const files = (folder: string): readonly string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort();

  before(async () => {
    authority = await filledAuthority(t);
    assets = await builtAssets(t);
    assert.deepEqual(await run(), { labels: 6, components: 1, size: 13 });
  });
  test.after(() => cleanUp.toReversed().forEach((task) => task()));

  test('the same register at the same moment gives the same bytes', async () => {
    const other = join(home, 'other');
    await run(other);
    assert.deepEqual(files(other), files(out));
    for (const path of files(out)) assert.ok(readFileSync(join(out, path)).equals(readFileSync(join(other, path))), path);
  });

  test('every link and picture of every page leads to a file of the site', () => {
    for (const page of files(out).filter((path) => path.endsWith('.html') && !path.startsWith('verify/'))) {
      const at = new URL(page, 'https://register.example/');
      const targets = [...read(page).matchAll(/ (?:href|src)="([^"]*)"/g)].map((match) => new URL(match[1] as string, at));
      for (const { origin, pathname } of targets) {
        assert.equal(origin, 'https://register.example', page);
        const path = pathname.slice(1);
        assert.ok(files(out).includes(path) || path === '', `${page}: ${path}`);
      }
    }
  });

  test('names are text and nothing else, whatever is in them', () => {
    for (const page of files(out).filter((path) => path.endsWith('.html'))) {
      const text = read(page);
      assert.ok(!/<img src=x|<b>(now|Co)|\u202e/.test(text), page);
      if (!page.startsWith('verify/')) assert.equal(text.match(/<script/g)?.length ?? 0, page.startsWith('C/') ? 0 : 1, page);
    }
  });

  test('every page of a training authority says that nothing on it is valid', () => {
    for (const page of files(out).filter((path) => path.endsWith('.html') && !path.startsWith('C/')))
      assert.match(read(page), /class="training"/, page);
  });

  test('a product page says where the label stands, why, and what it rests on', () => {
    const page = (serial: number): string => read(`products/IQS-TRAIN-000000${serial}/index.html`);
    assert.match(page(1), /class="hero in-force"/);
    assert.match(page(1), /2\.1/);
    assert.match(page(2), /class="hero suspended"/);
    assert.match(page(2), /A flaw is being looked into &lt;b&gt;now/);
    assert.match(page(4), /class="hero withdrawn"/);
    assert.match(page(5), /aria-hidden="true">E</);
    assert.match(page(6), /class="notice">[^<]*IQS-TRAIN-0000900/);
    assert.match(read('products/IQS-TRAIN-0000002/nl/index.html'), /Geschorst/);
  });

  test('a term that is over is expired, entered or not', async () => {
    const late = join(home, 'late');
    await run(late, '2031-01-01T00:00:00Z');
    assert.match(read('products/IQS-TRAIN-0000001/index.html', late), /class="hero expired"/);
    assert.match(read('products/IQS-TRAIN-0000004/index.html', late), /class="hero withdrawn"/);
  });

  test('the code printed on a label leads to its page without a script, and takes the code along', () => {
    const code = read('labels/IQS-TRAIN-0000001/code.txt').trim();
    const page = read(`C/${code.slice('HTTPS://REGISTER.EXAMPLE/C/'.length)}/index.html`);
    assert.ok(page.includes(`content="0; url=/products/IQS-TRAIN-0000001/index.html#${code}"`));
  });

  test('what is exported verifies: log to the byte, receipts for every entry, lists', async () => {
    for (const path of files(join(out, 'register')))
      assert.ok(readFileSync(join(out, 'register', path)).equals(readFileSync(join(authority.register, path))), path);
    const { receipts, standing } = JSON.parse(read('labels/IQS-TRAIN-0000001/history.json')) as { receipts: string[]; standing: string };
    assert.deepEqual([receipts.length, standing], [2, 'in-force']);
    const verdict = await verifyLabel(
      {
        text: read('labels/IQS-TRAIN-0000001/code.txt').trim(),
        trustList: read('trust-list.jwt'),
        roots: [JSON.parse(readFileSync(join(authority.publicFolder, 'root.jwk'), 'utf8'))],
        statusLists: files(join(out, 'status')).map((path) => read(`status/${path}`)),
        receipts: receipts.map((receipt) => new TextEncoder().encode(receipt)),
        now: '2027-03-02T12:00:00Z',
        held: { digest: null, version: '2.0', part: null },
      },
      nodePlatform,
    );
    assert.ok(verdict.outcome === 'genuine');
    assert.deepEqual([verdict.standing, verdict.ignored, verdict.cover?.cover], ['in-force', [], 'update-now']);
  });

  test('bulk data: one record a label, in both forms the same', () => {
    const { labels, components } = JSON.parse(read('labels.json')) as {
      labels: { number: string; standing: string }[];
      components: unknown[];
    };
    const lines = read('labels.ndjson')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    assert.deepEqual(lines, labels);
    assert.equal(components.length, 1);
    assert.deepEqual(
      labels.map(({ standing }) => standing),
      ['in-force', 'in-force', 'withdrawn', 'in-force', 'suspended', 'in-force'],
    );
  });

  test('an older export is replaced as a whole; a folder of somebody else is not', async () => {
    writeFileSync(join(out, 'stray.html'), 'x');
    const { number } = { number: 'IQS-TRAIN-0000003' };
    await appendEntries(authority.register, await logSigner(authority), [{ event: 'suspended', number, reason: 'Later.' }], {
      now: () => published,
    });
    await run();
    assert.ok(!files(out).includes('stray.html'));
    assert.match(read(`products/${number}/index.html`), /class="hero suspended"/);
    assert.deepEqual(readdirSync(home).sort(), ['late', 'other', 'site']);
    await assert.rejects(run(home), { code: 'SITE_OUT_EXISTS' });
  });

  test('an export that fails leaves the old one as it was', async () => {
    const before = files(out);
    await assert.rejects(exportSite(out, { ...authority, publicFolder: join(home, 'nowhere') }, { languages, assets, now: published }));
    assert.deepEqual(files(out), before);
    assert.deepEqual(readdirSync(home).sort(), ['late', 'other', 'site']);
  });

  test('the page that checks labels stays within its budget', () => {
    assert.ok(gzipSync(read('verify/index.html')).length + gzipSync(read('verify/service-worker.js')).length <= budgetOfCheckPage);
  });
});
