import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Authority } from '../authority/authority.ts';
import { databaseFixture, databaseKinds } from '../database/database-fixture.ts';
import { syncRegisterIndex } from '../register-index/sync-register-index.ts';
import { filledAuthority, published } from '../site/site-fixture.ts';
import { openRegisterView } from './open-register-view.ts';
import type { RegisterQuery, RegisterView } from './register-view.ts';

const fixture = databaseFixture();
const cleanups: (() => void)[] = [];
let authority: Authority;
before(async () => {
  authority = await filledAuthority({ after: (task) => void cleanups.push(task) });
});
after(() => cleanups.forEach((task) => task()));

const numberOf = (at: number): string => `IQS-TRAIN-${String(at).padStart(7, '0')}`;

for (const kind of databaseKinds) {
  describe(`the register as the API shows it, ${kind}`, () => {
    let view: RegisterView;
    let now = published;
    before(async () => {
      const database = await fixture.open(kind);
      await syncRegisterIndex(database, authority);
      view = openRegisterView({ database, authority, now: () => now });
    });

    it('finds by every question, page by page', async () => {
      const found = async (query: Partial<RegisterQuery>) =>
        (await view.search({ limit: 10, ...query })).items.map(({ number }) => number).toSorted();
      assert.deepEqual(await found({}), [1, 2, 3, 4, 5, 6].map(numberOf));
      assert.deepEqual(await found({ text: 'halo' }), [numberOf(2)]);
      assert.deepEqual(await found({ category: 'lock' }), [numberOf(5)]);
      assert.deepEqual(await found({ standing: 'withdrawn' }), [numberOf(4)]);
      assert.deepEqual(await found({ standing: 'suspended' }), [numberOf(2)]);
      assert.deepEqual(await found({ letter: 'E', standing: 'valid' }), [numberOf(5)]);
      assert.deepEqual(await found({ text: numberOf(900) }), []);
      const pages: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await view.search({ limit: 4, cursor });
        pages.push(...page.items.map(({ number }) => number));
        if (page.next === null) break;
        cursor = page.next;
      }
      assert.deepEqual([pages.length, new Set(pages).size], [6, 6]);
    });

    it('shows a product with its versions and files, its letter and standing as of now, and what happened', async () => {
      const product = await view.product(numberOf(1));
      assert.ok(product !== null);
      assert.deepEqual([product.product, product.standing, product.scheme.id.length > 0], ['Lumen Cam 1', 'valid', true]);
      const versions = product.parts.find(({ id }) => id === 'device')?.versions ?? [];
      assert.deepEqual(versions.at(-1), { version: '2.1', hardware: null });
      assert.ok(product.files.some(({ name }) => name === 'credential.jwt'));
      for (const { url } of product.files) {
        assert.ok(url.startsWith(authority.file.base));
        assert.ok(existsSync(join(authority.publicFolder, new URL(url).pathname)), url);
      }
      assert.deepEqual(
        (await view.history(numberOf(1)))?.map(({ event, words }) => [event, words]),
        [
          ['issued', null],
          ['version-added', '2.1'],
        ],
      );
      assert.deepEqual((await view.history(numberOf(4)))?.at(-1)?.words, 'The maker stopped mending flaws.');
      assert.equal((await view.product(numberOf(5)))?.letter, 'E');
      now = '2099-01-01T00:00:00Z';
      assert.equal((await view.product(numberOf(1)))?.standing, 'expired');
      assert.equal((await view.product(numberOf(4)))?.standing, 'withdrawn');
    });

    it('knows no number that was never issued, nor a component’s', async () => {
      for (const number of [numberOf(77), numberOf(900), 'x', '../../claims'])
        assert.deepEqual([await view.product(number), await view.history(number)], [null, null], number);
    });
  });
}
