import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { XMLValidator } from 'fast-xml-parser';
import type { Database } from '../../adapters/database/database.ts';
import { databaseFixture } from '../../adapters/database/database-fixture.ts';
import { languages } from '../../adapters/site/site-fixture.ts';
import { phrase } from '../../model/message.ts';
import { type PublicFixture, publicFixture } from './public-fixture.ts';

const fixture = databaseFixture();
const first = 'IQS-TRAIN-0000001';
const second = 'IQS-TRAIN-0000002';
const hostile = 'IQS-TRAIN-0000003';
const tags = languages.map(({ language }) => language);

describe('public pages', { concurrency: false }, () => {
  let pages: PublicFixture;
  let database: Database;
  const cleanups: (() => void)[] = [];
  before(async () => {
    database = await fixture.open('embedded');
    pages = await publicFixture({ after: (task) => void cleanups.push(task) }, database);
    pages.reviews.set(second, { since: '2027-03-02T11:00:00Z', criteria: ['no-known-login', '<b>'] });
  });
  after(() => cleanups.forEach((task) => task()));

  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> | Response => pages.app.request(path, { headers });
  const textOf = async (path: string, status = 200): Promise<string> => {
    const answer = await get(path);
    assert.equal(answer.status, status, path);
    return answer.text();
  };
  const post = async (path: string, form: Record<string, string>, address = '192.0.2.9'): Promise<Response> =>
    pages.app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-test-address': address },
      body: new URLSearchParams(form).toString(),
    });
  const folders = [
    '/',
    `/products/${first}/`,
    `/products/${hostile}/`,
    `/products/${first}/report/`,
    '/compare/',
    '/statistics/',
    '/criteria/',
    '/criteria/iqs-2027/no-known-login/',
    '/report-a-problem/',
  ];

  test('every page is there in every language, says nothing untranslated, and leads nowhere that is not there', async () => {
    const seen = new Set<string>();
    const links = new Set<string>();
    for (const folder of folders)
      for (const tag of tags) {
        const path = `${folder}${tag === 'en' ? '' : `${tag}/`}`;
        const text = await textOf(path);
        seen.add(path);
        assert.ok(text.includes(`<html lang="${tag}">`), path);
        assert.doesNotMatch(text, /⟦|\{[a-z]+\}|undefined|\[object/, path);
        assert.doesNotMatch(text, /<style|style="|<script>|onerror="alert|<img src=x/, path);
        for (const [, href] of text.matchAll(/(?:href|src|action)="([^"#]*)/g))
          links.add(new URL((href ?? '').replaceAll('&amp;', '&'), `http://x${path}`).href);
      }
    for (const link of links) {
      const { host, pathname, search } = new URL(link);
      if (host !== 'x' || seen.has(pathname + search)) continue;
      const answer = await get(pathname + search);
      assert.ok(answer.status === 200, `${link}: ${answer.status}`);
    }
    assert.deepEqual(pages.defects, []);
  });

  test('the report behind a label says what every criterion came to, as a page and as data', async () => {
    const page = await textOf(`/products/${first}/`);
    assert.ok(page.includes(`products/${first}/report/"`) && page.includes(`products/${first}/report.json"`));
    const report = await textOf(`/products/${first}/report/`);
    assert.match(report, /no-universal-default-password[\s\S]*passed[\s\S]*Checked in the software/);
    assert.match(report, /guessing-impracticable[\s\S]*open/);
    const data = JSON.parse(await textOf(`/products/${first}/report.json`)) as Record<string, unknown>;
    assert.equal(data['number'], first);
    assert.deepEqual(data['verdicts'], [
      { part: 'device', criterion: 'no-universal-default-password', rung: 'E', verdict: 'pass', assurance: 'checked' },
      { part: 'device', criterion: 'guessing-impracticable', rung: 'D', verdict: 'inconclusive', assurance: null },
    ]);
    // Of the second label no assessment is known, of the last not even a label.
    assert.doesNotMatch(await textOf(`/products/${second}/`), /report\.json/);
    for (const number of [second, 'IQS-TRAIN-0000999', 'x'])
      for (const file of ['report/', 'report.json']) await textOf(`/products/${number}/${file}`, 404);
  });

  test('a certificate names the one that takes its place, and that one the one before', async () => {
    assert.match(await textOf(`/products/${first}/`), new RegExp(`takes the place of this one: <a href="[./]+products/${second}/">`));
    assert.match(await textOf(`/products/${second}/`), new RegExp(`takes the place of: <a href="[./]+products/${first}/">`));
  });

  test('every language has its own words for the public pages', () => {
    const [english] = languages;
    const keys = Object.keys(english?.texts ?? {}).filter((key) => key.startsWith('public.'));
    assert.ok(keys.length > 100);
    for (const messages of languages) {
      assert.deepEqual(
        keys.filter((key) => phrase(messages, key).language !== messages.language),
        [],
        messages.language,
      );
      assert.deepEqual(
        Object.keys(messages.texts).filter((key) => key.startsWith('public.') && !keys.includes(key)),
        [],
      );
    }
  });

  test('a search is an address, a whole number leads to its product, and what is not found says where to go on', async () => {
    assert.match(await textOf('/?q=halo'), /Halo Doorbell/);
    assert.doesNotMatch(await textOf('/?q=halo'), /Lumen Cam 1/);
    assert.match(await textOf('/?state=withdrawn&category=camera'), /Nimbus Plug/);
    assert.match(await textOf('/?q=zzz'), /class="card empty"/);
    const hostileQuery = `"><script>alert(1)</script>\u0000'|&:*`;
    assert.doesNotMatch(
      await textOf(`/?q=${encodeURIComponent(hostileQuery)}&maker=%00&category=%00%ff&after=${'A'.repeat(900)}&letter=Z`),
      /<script>alert/,
    );
    const found = await get(`/nl/?q=${first.toLowerCase()}`);
    assert.deepEqual([found.status, found.headers.get('location')], [302, `/products/${first}/nl/`]);
    for (const path of [
      '/nothing',
      '/products/IQS-TRAIN-0000099/',
      '/products/IQS-TRAIN-0000900/',
      '/criteria/x/y/',
      '/labels/..%2f..%2fauthority.json',
      '/register/../authority.json',
      '/C/NOTHING',
      `/report-a-problem/${'a'.repeat(24)}/nl/`,
    ])
      assert.match(await textOf(path, 404), /role="search"/, path);
    assert.match(await textOf('/products/IQS-TRAIN-0000099/fr/', 404), /<html lang="fr">/);
    assert.equal((await get(`/products/${first}?x=1`)).headers.get('location'), `/products/${first}/?x=1`);
  });

  test('products are compared part by part, and what cannot be is said', async () => {
    const text = await textOf(`/compare/?n=${first}&n=${hostile}&n=IQS-TRAIN-0000077&n=${first}`);
    assert.equal(text.match(/<th scope="col">/g)?.length, 2);
    assert.match(text, /IQS-TRAIN-0000077/);
    assert.doesNotMatch(await textOf(`/compare/?n=${first}`), /<table/);
  });

  test('a review stands on the page and in the feed; the feed is well-formed whatever names are made of', async () => {
    assert.doesNotMatch(await textOf(`/products/${first}/feed.xml`), /#review-/);
    assert.match(await textOf(`/products/${second}/de/`), /id="review"/);
    assert.match(await textOf(`/products/${second}/feed.xml`), /#review-2027/);
    for (const number of [first, second, hostile])
      for (const path of ['', 'nl/']) assert.equal(XMLValidator.validate(await textOf(`/products/${number}/${path}feed.xml`)), true);
  });

  test('a report is lodged, followed and appealed; a faulty one comes back with what was written', async () => {
    const faulty = await post('/report-a-problem/nl/', { kind: 'x', number: 'y', words: '', email: 'z', name: '<b>' });
    assert.equal(faulty.status, 422);
    const form = await faulty.text();
    assert.equal(form.match(/class="fault"/g)?.length, 4);
    assert.match(form, /value="&lt;b&gt;"/);
    const sent = await post('/report-a-problem/nl/', { kind: 'flaw', number: first, words: '<script>x</script>', email: 'a@b.example' });
    const place = sent.headers.get('location') ?? '';
    assert.match(place, /^\/report-a-problem\/[A-Za-z0-9_-]{24}\/nl\/$/);
    const page = await get(place);
    const text = await page.text();
    assert.deepEqual([page.status, page.headers.get('cache-control')], [200, 'private, no-store']);
    assert.doesNotMatch(text, /<script>x|a@b\.example/);
    const [id, matter] = [...pages.matters][0] ?? assert.fail();
    pages.matters.set(id, { ...matter, state: 'decided', decision: { outcome: 'dismissed', reasons: 'r', by: 'p', at: matter.since } });
    assert.match(await textOf(place), /name="reasons"/);
    assert.equal((await post(place, { reasons: 'No.' })).status, 303);
    assert.equal(pages.matters.get(id)?.appeal?.reasons, 'No.');
    assert.equal((await post('/report-a-problem/', { kind: 'flaw', words: 'w', website: 'x' })).status, 400);
    assert.equal((await post('/report-a-problem/', { kind: 'flaw', words: 'w'.repeat(200_000) })).status, 400);
    const network = '2001:db8:1:2:';
    const statuses = [];
    for (let at = 0; at < 12; at += 1)
      statuses.push((await post('/report-a-problem/', { kind: 'flaw', words: 'w' }, `${network}:${at}`)).status);
    assert.deepEqual(statuses, [...Array<number>(10).fill(303), 429, 429]);
  });

  test('headers: a policy without anything inline, digests on the page that checks, files for everybody, revalidation', async () => {
    const policy = (await get('/')).headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe/);
    assert.match((await get('/verify/')).headers.get('content-security-policy') ?? '', /script-src 'sha256-/);
    // What keeps the page for later goes by its own policy, and has to fetch.
    assert.match((await get('/verify/service-worker.js')).headers.get('content-security-policy') ?? '', /connect-src 'self'/);
    const product = await get(`/products/${first}/`);
    const again = await get(`/products/${first}/`, { 'if-none-match': product.headers.get('etag') ?? '' });
    assert.equal(again.status, 304);
    const list = await get('/status/train/revocation/0.jwt');
    assert.deepEqual([list.status, list.headers.get('access-control-allow-origin')], [200, '*']);
    const sheet = /href="\.\/(assets\/[^"]*\.css)"/.exec(await textOf('/'))?.[1] ?? '';
    assert.match((await get(`/${sheet}`)).headers.get('cache-control') ?? '', /immutable/);
  });

  test('a printed code leads to its product in every language', async () => {
    const code = readFileSync(join(pages.authority.publicFolder, 'labels', first, 'code.txt'), 'utf8').trim();
    const text = await textOf(`/C/${code.slice(pages.authority.file.codePrefix.length)}`);
    assert.match(text, new RegExp(`products/${first}/nl/index.html#`));
    assert.equal((await get(`/C/${code.slice(pages.authority.file.codePrefix.length)}/`)).status, 200);
  });

  test('a defect of ours is told on a page of its own, and noted', async () => {
    const broken = await publicFixture({ after: (task) => void cleanups.push(task) }, await fixture.open('embedded'), {
      authority: pages.authority,
      behind: () => Promise.reject(new Error('secret')),
    });
    const answer = await broken.app.request(`/products/${first}/`);
    assert.equal(answer.status, 500);
    assert.doesNotMatch(await answer.text(), /secret/);
    assert.equal(broken.defects.length, 1);
  });
});
