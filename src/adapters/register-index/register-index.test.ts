import assert from 'node:assert/strict';
import { cpSync, rmSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { LabelClaims } from '../../model/label-claims.ts';
import type { RegisterEvent } from '../../model/register-entry.ts';
import { type Authority, logSigner } from '../authority/authority.ts';
import { testAuthority } from '../authority/authority-fixture.ts';
import type { Database } from '../database/database.ts';
import { databaseFixture, databaseKinds } from '../database/database-fixture.ts';
import { appendEntries } from '../register/append-entries.ts';
import { claimsOf, issued, numberOf } from '../register/register-fixture.ts';
import { countFacets } from './count-facets.ts';
import { readIndexed } from './read-indexed.ts';
import { registerFigures } from './register-figures.ts';
import { registerPosition } from './register-position.ts';
import { noFilter, type RegisterFilter, registerSorts } from './register-query.ts';
import { type FoundLabel, searchRegister } from './search-register.ts';
import { folded } from './search-words.ts';
import { syncRegisterIndex } from './sync-register-index.ts';

const fixture = databaseFixture();
const now = '2027-06-01T12:00:00Z';
const names = [
  'Lumen Cam',
  'Halo Doorbell 2',
  "L'Étoile d’été",
  '100% "Cam" & <b>',
  'Nimbus_Plug',
  'cam\\era',
  'ÅNGSTRÖM lamp',
  '灯 light',
];
const makers = ['Lumen Example B.V.', 'Halo Example Ltd', 'Ångström & Co'];
const categories = ['camera', 'doorbell', 'lighting'];

/** Labels that differ in everything that can be asked for; some without updates, some whose term is over. */
function eventsOf(count: number, kid: string): readonly RegisterEvent[] {
  return Array.from({ length: count }, (_, at) => {
    const base = issued(at) as Extract<RegisterEvent, { readonly event: 'issued' }>;
    const letter = (['E', 'D', 'C'] as const)[at % 3] as LabelClaims['letter'];
    const claims: LabelClaims = {
      ...claimsOf(numberOf(at)),
      product: {
        name: `${names[at % names.length]} ${at % 5}`,
        model: at % 2 === 0 ? `M${at}` : null,
        maker: makers[at % makers.length] as string,
        category: categories[Math.floor(at / 2) % 3] as string,
        type: 'device',
      },
      letter,
      updatesUntil: at % 4 === 0 ? null : `20${28 + (at % 4)}-01-01`,
      issuedAt: `2027-0${1 + (at % 5)}-01T00:00:00Z`,
      validUntil: at % 7 === 0 ? '2027-05-31T23:59:59Z' : '2030-01-01T23:59:59Z',
    };
    return { ...base, claims, kid };
  });
}

const every = async (database: Database, filter: RegisterFilter, sort: (typeof registerSorts)[number], limit: number) => {
  const all: FoundLabel[] = [];
  let after: string | null = null;
  do {
    const page = await searchRegister(database, { ...filter, sort, after, limit }, now);
    assert.ok(page.labels.length <= limit);
    assert.ok(page.next === null || page.labels.length === limit);
    all.push(...page.labels);
    assert.ok(all.length <= count, 'pages that never end');
    after = page.next;
  } while (after !== null);
  return all;
};

const numbers = (labels: readonly FoundLabel[]): readonly string[] => labels.map(({ number }) => number);
/** What a filter means, said without a database; the text apart. */
const fits = (label: FoundLabel, { letter, category, maker, state, scheme, updatedOn }: RegisterFilter): boolean =>
  (letter === null || label.letter === letter) &&
  (category === null || label.category === category) &&
  (maker === null || folded(label.maker).startsWith(folded(maker))) &&
  (state === null || label.state === state) &&
  (scheme === null || label.scheme === scheme) &&
  (updatedOn === null || (label.updatesUntil !== null && label.updatesUntil >= updatedOn));

const count = 60;

for (const kind of databaseKinds) {
  describe(`the register in tables, ${kind}`, { concurrency: false }, () => {
    let authority: Authority;
    let database: Database;
    const cleanups: (() => void)[] = [];
    before(async () => {
      authority = await testAuthority({ after: (task) => void cleanups.push(task) });
      database = await fixture.open(kind);
      const { kid } = authority.file.keys[0] as Authority['file']['keys'][number];
      const signer = await logSigner(authority);
      await appendEntries(authority.register, signer, eventsOf(count, kid), { now: () => '2027-05-01T00:00:00Z' });
      const events: readonly RegisterEvent[] = [
        { event: 'suspended', number: numberOf(1), reason: 'r' },
        { event: 'withdrawn', number: numberOf(2), reason: 'r' },
        { event: 'withdrawn', number: numberOf(7), reason: 'r' },
      ];
      // Twice at once, then more, then once again: nothing is read twice.
      const synced = await Promise.all([syncRegisterIndex(database, authority), syncRegisterIndex(database, authority)]);
      assert.equal(synced[0].added + synced[1].added, synced[0].size);
      await appendEntries(authority.register, signer, events, { now: () => '2027-05-02T00:00:00Z' });
      assert.equal((await syncRegisterIndex(database, authority)).added, events.length);
      assert.equal((await syncRegisterIndex(database, authority)).added, 0);
    });
    after(() => cleanups.forEach((task) => task()));

    test('finds by the beginnings of words, whatever signs and marks stand in them', async () => {
      const found = async (text: string): Promise<number> => (await every(database, { ...noFilter, text }, 'name', 100)).length;
      assert.equal(await found(''), count);
      assert.ok((await found('lum cam')) > 0);
      assert.ok((await found('etoile')) > 0);
      assert.ok((await found('angstrom LAMP')) > 0);
      assert.ok((await found('灯')) > 0);
      assert.equal(await found(numberOf(4)), 1);
      assert.equal(await found('0000005'), 1);
      assert.equal(await found('m58'), 1);
      for (const nothing of ['zzz', '—', "' | '", '%', '\0', ':*', '"', '\ud800']) assert.equal(await found(nothing), 0, nothing);
    });

    test('pages of any length partition what fits, in order; filters are conjunctive', async () => {
      // Mostly nothing is asked for: with every filter set nothing would ever fit.
      const some = <T>(...values: readonly T[]) =>
        fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constantFrom(...values) });
      const filters = fc.record({
        text: fc.constantFrom('', '', '', 'cam', 'l', 'lumen 1'),
        letter: some('E', 'D', 'C', 'A') as fc.Arbitrary<RegisterFilter['letter']>,
        category: some(...categories),
        maker: some('lumen', 'ÅNG', 'x'),
        state: some('in-force', 'suspended', 'withdrawn', 'expired') as fc.Arbitrary<RegisterFilter['state']>,
        scheme: some(claimsOf(numberOf(0)).scheme.id, 'none'),
        updatedOn: some('2029-06-01', '2027-01-01'),
      });
      const all = await every(database, noFilter, 'newest', 100);
      const keyOf = { newest: (l: FoundLabel) => l.issuedAt, name: (l: FoundLabel) => l.name, letter: (l: FoundLabel) => l.letter };
      const law = fc.asyncProperty(
        filters,
        fc.constantFrom(...registerSorts),
        fc.integer({ min: 1, max: 40 }),
        async (filter, sort, limit) => {
          const found = await every(database, filter, sort, limit);
          assert.equal(new Set(numbers(found)).size, found.length);
          if (sort !== 'name') {
            const keys = found.map(keyOf[sort]);
            assert.deepEqual(keys, sort === 'newest' ? keys.toSorted().toReversed() : keys.toSorted());
          }
          const spoken = new Set(numbers(await every(database, { ...noFilter, text: filter.text }, 'newest', 100)));
          const both = numbers(all.filter((label) => spoken.has(label.number) && fits(label, filter)));
          assert.deepEqual(numbers(found).toSorted(), both.toSorted());
          const counts = await countFacets(database, filter, now);
          assert.equal(counts.total, found.length);
          for (const facet of ['letter', 'category', 'scheme', 'state'] as const)
            for (const [value, counted] of counts[facet]) assert.equal(counted, found.filter((label) => label[facet] === value).length);
        },
      );
      await fc.assert(law, { numRuns: 20, seed: 7 });
    });

    test('a label stands as the register says, and is expired once its term is over unless it was withdrawn', async () => {
      const states = new Map((await every(database, noFilter, 'newest', 100)).map(({ number, state }) => [number, state]));
      assert.deepEqual(
        [0, 1, 2, 7, 3].map((at) => states.get(numberOf(at))),
        ['expired', 'suspended', 'withdrawn', 'withdrawn', 'in-force'],
      );
    });

    test('gives entries as the log has them, figures that add up, and starts again from a damaged place', async () => {
      const [read] = await readIndexed(database, [numberOf(1), 'IQS-TRAIN-9999999']);
      assert.deepEqual(
        read?.entries.map(({ entry }) => entry.event),
        ['issued', 'suspended'],
      );
      assert.equal(read?.logIndex, read?.entries.at(-1)?.index);
      const figures = await registerFigures(database, now);
      assert.equal(
        figures.reduce((sum, figure) => sum + figure.count, 0),
        count,
      );
      const nonsense = { ...noFilter, sort: 'newest', limit: 5 } as const;
      for (const after of ['', 'x', 'W10', Buffer.from('["\\u0000","a"]').toString('base64url'), 'A'.repeat(5000)])
        assert.equal((await searchRegister(database, { ...nonsense, after }, now)).labels.length, 5);
    });

    test('tables of another log are made anew', async () => {
      const other = await testAuthority({ after: (task) => void cleanups.push(task) });
      const { size } = await syncRegisterIndex(database, other);
      assert.equal(await registerPosition(database), size);
      assert.equal((await every(database, noFilter, 'newest', 100)).length, 0);
      rmSync(other.register, { recursive: true });
      cpSync(authority.register, other.register, { recursive: true });
      await assert.rejects(syncRegisterIndex(database, other), { code: 'REGISTER_UNTRUSTED' });
      await syncRegisterIndex(database, authority);
      assert.equal((await every(database, noFilter, 'newest', 100)).length, count);
    });
  });
}
