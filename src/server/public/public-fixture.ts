import type { Authority } from '../../adapters/authority/authority.ts';
import { readCatalogue } from '../../adapters/catalogue/read-catalogue.ts';
import type { Database } from '../../adapters/database/database.ts';
import { syncRegisterIndex } from '../../adapters/register-index/sync-register-index.ts';
import { type After, builtAssets, filledAuthority, languages, published } from '../../adapters/site/site-fixture.ts';
import type { Matter } from '../../model/matter.ts';
import { moveMatter } from '../../programme/matter.ts';
import { defaultSettings } from '../../programme/programme-settings.ts';
import type { LabelReview } from '../../reports/site/label-review.ts';
import type { PublicVerdict } from '../../reports/site/public-verdict.ts';
import type { PublicDeps } from './public-deps.ts';
import { type PublicPages, publicPages } from './public-pages.ts';

export type PublicFixture = PublicPages & {
  readonly authority: Authority;
  readonly matters: Map<string, Matter>;
  /** By number; to be filled by a test. */
  readonly reviews: Map<string, LabelReview>;
  readonly defects: Error[];
};

const verdicts: readonly PublicVerdict[] = [
  { part: 'device', criterion: 'no-universal-default-password', rung: 'E', verdict: 'pass', assurance: 'checked' },
  { part: 'device', criterion: 'guessing-impracticable', rung: 'D', verdict: 'inconclusive', assurance: null },
];

/** The public pages over the filled authority, with matters and reviews in memory, where the rest of the programme stands otherwise. */
export async function publicFixture(t: After, database: Database, changes: Partial<PublicDeps> = {}): Promise<PublicFixture> {
  const authority = changes.authority ?? (await filledAuthority(t));
  await syncRegisterIndex(database, authority);
  const matters = new Map<string, Matter>();
  const reviews = new Map<string, LabelReview>();
  const defects: Error[] = [];
  const now = (): string => published;
  const pages = publicPages({
    authority,
    database,
    catalogue: readCatalogue(new URL('../../../catalogue/', import.meta.url).pathname),
    languages,
    assets: await builtAssets(t),
    settings: defaultSettings,
    now,
    lodge: async (matter) => void matters.set(matter.id, matter),
    matterOf: async (id) => matters.get(id) ?? null,
    appeal: async (id, reasons) => {
      const before = matters.get(id) as Matter;
      const moved = moveMatter(before, { name: 'appeal', reasons }, { now: now(), settings: defaultSettings, involved: new Set() });
      if (moved.outcome === 'done') matters.set(id, moved.matter);
    },
    behind: async (number) => ({
      review: reviews.get(number) ?? null,
      verdicts: number.endsWith('1') ? verdicts : [],
      renews: number.endsWith('2') ? 'IQS-TRAIN-0000001' : null,
      renewedBy: number.endsWith('1') ? 'IQS-TRAIN-0000002' : null,
    }),
    addressOf: (c) => c.req.header('x-test-address') ?? '192.0.2.1',
    onDefect: (error) => void defects.push(error),
    ...changes,
  });
  return { ...pages, authority, matters, reviews, defects };
}
