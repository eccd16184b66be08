import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { LabelClaims } from '../../model/label-claims.ts';
import type { Messages } from '../../model/message.ts';
import { checkPage } from './check-page.ts';
import { codePage } from './code-page.ts';
import { indexPage, indexPages, labelsPerPage } from './index-page.ts';
import { labelReportPage } from './label-report-page.ts';
import { productPage } from './product-page.ts';
import type { Site, SiteLabel } from './site-data.ts';

const english: Messages = { language: 'en', name: 'English', texts: {} };
const dutch: Messages = { language: 'nl', name: 'Nederlands', texts: {}, fallback: english };
const languages = [english, dutch];

const claimsOf = (name: string, maker: string, category: string, part: string, version: string): LabelClaims => ({
  number: 'IQS-TRAIN-0000001',
  product: { name, model: name, maker, category, type: 'device' },
  parts: [
    {
      id: 'device',
      kind: 'device',
      name: part,
      letter: 'D',
      assurance: 'checked',
      versions: [{ version, hardware: version }],
      digests: [],
    },
  ],
  letter: 'D',
  assurance: { lowest: 'checked', at: 1, of: 2 },
  scheme: { id: 'iqs-training', vintage: 'training.1', digest: 'ab'.repeat(32) },
  assessment: 'cd'.repeat(32),
  restsOn: [],
  gradedOn: '2027-03-01',
  updatesUntil: null,
  issuedAt: '2027-03-02T09:30:00Z',
  validUntil: '2030-03-02T23:59:59Z',
});

const labelOf = (claims: LabelClaims, reason: string): SiteLabel => ({
  number: claims.number,
  claims,
  state: 'suspended',
  letter: 'D',
  events: [
    { index: 1, entry: { event: 'suspended', number: claims.number, reason, at: '2027-03-02T10:00:00Z' } },
    {
      index: 2,
      entry: {
        event: 'version-added',
        number: claims.number,
        part: 'device',
        version: reason,
        hardware: reason,
        digests: [],
        security: true,
        at: '2027-03-02T10:00:00Z',
      },
    },
  ],
  restsOn: [{ id: reason, component: reason, state: 'withdrawn' }],
  code: null,
  files: ['label-full-en.svg'],
});

const siteOf = (labels: readonly SiteLabel[], name = 'Body', training = true): Site => ({
  name,
  training,
  now: '2027-03-02T12:00:00Z',
  log: { origin: name, size: 9 },
  labels,
  components: [
    {
      number: 'IQS-TRAIN-0000002',
      component: { name, maker: name, criteria: [name], conditions: [name] },
      state: 'in-force',
      issuedAt: '2027-03-02T10:00:00Z',
      validUntil: '2028-01-01T00:00:00Z',
    },
  ],
});

/** Names as an attacker would choose them, and any others. */
const hostile = fc.oneof(
  fc.constantFrom(
    '"><script>x</script>',
    "' onload='x",
    '</title><script>',
    '<!--',
    '\u202eevil',
    '`${x}`',
    '&lt;',
    ']]>',
    '\u0000\u001b[2J',
    '</script >',
    '\ud800',
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

/** Tags with the names of their attributes: what a parser of HTML would see of our own markup. */
const skeleton = (page: string): string =>
  [...page.matchAll(/<(\/?[a-z!][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)\s*>/gi)]
    .map(([, tag, attributes = '']) => `${tag} ${[...attributes.matchAll(/([a-z-]+)(?:="[^"]*")?/gi)].map(([, name]) => name).join(' ')}`)
    .join('\n');

describe('pages of the register', () => {
  test('an owner goes by the letter only while it holds', () => {
    const label = labelOf(claimsOf('a', 'b', 'c', 'd', 'e'), 'f');
    const pageIn = (state: SiteLabel['state']): string => productPage(siteOf([label]), { ...label, state }, english, languages);
    assert.match(pageIn('in-force'), /⟦owner\.version⟧/);
    for (const state of ['suspended', 'withdrawn', 'expired'] as const) {
      assert.doesNotMatch(pageIn(state), /⟦owner\.version⟧/);
      assert.match(pageIn(state), /⟦owner\.version\.void⟧/);
    }
  });

  test('whatever names are made of, the markup is the same as with plain ones, and nothing hidden is left in it', () => {
    const pagesWith = (words: readonly [string, string, string, string, string, string]): readonly string[] => {
      const [name, maker, category, part, version, reason] = words;
      const label = labelOf(claimsOf(name, maker, category, part, version), reason);
      const site = siteOf([label], maker);
      return languages.flatMap((language) => [
        indexPage(site, 1, language, languages),
        productPage(site, label, language, languages),
        labelReportPage(
          site,
          { label, verdicts: [{ part: 'device', criterion: reason, rung: 'E', verdict: 'pass', assurance: null }], scheme: null },
          language,
          languages,
        ),
        codePage(label, 'HTTPS://REGISTER.EXAMPLE/C/AAAA', '/', languages),
      ]);
    };
    const plain = pagesWith(['a', 'b', 'c', 'd', 'e', 'f']).map(skeleton);
    fc.assert(
      fc.property(fc.tuple(hostile, hostile, hostile, hostile, hostile, hostile), (words) => {
        const pages = pagesWith(words);
        pages.forEach((page, at) => assert.ok(skeleton(page) === plain[at], page));
        for (const page of pages) {
          assert.ok(!/[\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000e-\u001f]/.test(page));
          assert.equal([...page.matchAll(/</g)].length, [...page.matchAll(/<(?:[a-z/!])/gi)].length);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('data inside the page that checks labels cannot end its element', () => {
    const name = '</script><script>alert(1)</script><!--';
    const data = { site: 'https://register.example/', trustList: name, roots: [], statusLists: [{ path: name, text: name }], languages };
    const page = checkPage(siteOf([], name), data, { script: 'run()', style: 'a{}', digestOf: () => 'digest' });
    assert.equal(page.match(/<script/g)?.length, 2);
    const json = /<script type="application\/json" id="data">([\s\S]*?)<\/script>/.exec(page)?.[1] ?? '';
    assert.deepEqual((JSON.parse(json) as typeof data).trustList, name);
  });

  test('a long register is cut into pages that hold every label once', () => {
    const label = labelOf(claimsOf('a', 'b', 'c', 'd', 'e'), 'f');
    const site = siteOf(Array.from({ length: 2 * labelsPerPage + 1 }, () => label));
    assert.equal(indexPages(site), 3);
    const rows = [1, 2, 3].map((page) => indexPage(site, page, dutch, languages).match(/<li data-search/g)?.length);
    assert.deepEqual(rows, [labelsPerPage, labelsPerPage, 1]);
    assert.match(indexPage(site, 2, dutch, languages), /href="..\/..\/..\/list\/3\/nl\/index.html"/);
  });

  test('only a training issuer’s pages say training', () => {
    const label = labelOf(claimsOf('a', 'b', 'c', 'd', 'e'), 'f');
    for (const training of [true, false]) {
      const site = siteOf([label], 'Body', training);
      assert.equal(/class="training"/.test(productPage(site, label, english, languages)), training);
      assert.equal(/class="training"/.test(indexPage(site, 1, english, languages)), training);
    }
  });
});
