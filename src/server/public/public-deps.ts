import type { Context } from 'hono';
import type { Authority } from '../../adapters/authority/authority.ts';
import type { Database } from '../../adapters/database/database.ts';
import type { SiteAssets } from '../../adapters/site/site-assets.ts';
import type { Catalogue } from '../../model/catalogue.ts';
import type { Matter } from '../../model/matter.ts';
import type { Messages } from '../../model/message.ts';
import type { ProgrammeSettings } from '../../programme/programme-settings.ts';
import type { LabelBehind } from '../../reports/site/label-behind.ts';

/** What the public pages are made from, and what they ask of the rest of the programme. */
export type PublicDeps = {
  readonly authority: Authority;
  readonly database: Pick<Database, 'db'>;
  readonly catalogue: Pick<Catalogue, 'schemes'>;
  /** English first. */
  readonly languages: readonly Messages[];
  readonly assets: SiteAssets;
  /** Below the site's root: where those who work sign in. */
  readonly portal?: string;
  readonly settings: ProgrammeSettings;
  /** RFC 3339 in UTC, whole seconds. */
  readonly now: () => string;
  /** Keeps a matter that was lodged. */
  readonly lodge: (matter: Matter) => Promise<void>;
  readonly matterOf: (id: string) => Promise<Matter | null>;
  /** Appeals against the decision on a matter, as `moveMatter` allows it; what it refuses changes nothing. */
  readonly appeal: (id: string, reasons: string) => Promise<void>;
  readonly behind: (number: string) => Promise<LabelBehind>;
  /** Of who asks, for the limit on reports: behind a proxy only the one who put the proxy there knows where it stands. */
  readonly addressOf: (context: Context) => string;
  /** Told of a defect of ours; the visitor sees no more than that there was one. */
  readonly onDefect: (error: Error) => void;
};
