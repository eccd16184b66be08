import { isCertificateNumber } from '../../model/certificate-number.ts';
import type { RegisterEntry } from '../../model/register-entry.ts';
import { type LabelHistory, labelHistory } from '../../register/label-history.ts';
import type { SiteLabel, SiteState } from '../../reports/site/site-data.ts';
import type { Authority } from '../authority/authority.ts';
import type { Database } from '../database/database.ts';
import { readIndexed } from '../register-index/read-indexed.ts';
import { noFilter } from '../register-index/register-query.ts';
import { searchRegister } from '../register-index/search-register.ts';
import { siteLabel } from '../site/site-label.ts';
import type { PublicCertificate, PublicEvent, PublicProduct, PublicStanding, RegisterQuery, RegisterView } from './register-view.ts';

export type RegisterViewParts = {
  /** Its tables as of the last `syncRegisterIndex`. */
  readonly database: Pick<Database, 'db'>;
  readonly authority: Pick<Authority, 'publicFolder' | 'file'>;
  /** RFC 3339 in UTC, whole seconds. */
  readonly now: () => string;
};

const standings: Readonly<Record<SiteState, PublicStanding>> = {
  'in-force': 'valid',
  suspended: 'suspended',
  withdrawn: 'withdrawn',
  expired: 'expired',
};
const states: Readonly<Record<PublicStanding, SiteState>> = {
  valid: 'in-force',
  suspended: 'suspended',
  withdrawn: 'withdrawn',
  expired: 'expired',
};

/** The register's tables as the API shows them: labels alone; a component statement's number is none here. */
export function openRegisterView({ database, authority, now }: RegisterViewParts): RegisterView {
  const historyOf = async (number: string): Promise<LabelHistory | null> => {
    const [found] = isCertificateNumber(number) ? await readIndexed(database, [number]) : [];
    return found === undefined ? null : labelHistory(number, found.entries);
  };
  return {
    search: async (query) => search(database, query, now()),
    product: async (number) => {
      const history = await historyOf(number);
      const label = history === null ? null : siteLabel(history, now(), authority, new Map());
      return history === null || label === null ? null : productOf(label, history, authority.file.base);
    },
    history: async (number) => {
      const history = await historyOf(number);
      return history === null || history.claims === null ? null : history.events.map(eventOf);
    },
  };
}

async function search(
  database: Pick<Database, 'db'>,
  { text, category, letter, standing, cursor, limit }: RegisterQuery,
  now: string,
): ReturnType<RegisterView['search']> {
  const state = standing === undefined ? null : states[standing];
  const filter = { ...noFilter, text: text ?? '', category: category ?? null, letter: letter ?? null, state };
  const wanted = { ...filter, sort: 'newest', after: cursor ?? null, limit } as const;
  const { labels, next } = await searchRegister(database, wanted, now);
  const items = labels.map(({ number, name, model, maker, ...label }): PublicCertificate => {
    const { issuedAt, validUntil, updatesUntil } = label;
    const what = { number, product: name, model, maker, category: label.category, letter: label.letter };
    return { ...what, standing: standings[label.state], issuedAt, validUntil, updatesUntil };
  });
  return { items, next };
}

function productOf(label: SiteLabel, { added }: LabelHistory, base: string): PublicProduct {
  const { number, claims, letter, state, files } = label;
  const { product, scheme, issuedAt, validUntil, updatesUntil, parts } = claims;
  return {
    number,
    product: product.name,
    model: product.model,
    maker: product.maker,
    category: product.category,
    letter,
    standing: standings[state],
    issuedAt,
    validUntil,
    updatesUntil,
    scheme: { id: scheme.id, vintage: scheme.vintage },
    parts: parts.map((part) => ({
      id: part.id,
      name: part.name,
      letter: part.letter,
      versions: [
        ...part.versions.map(({ version, hardware }) => ({ version, hardware })),
        ...added.filter((each) => each.part === part.id).map(({ version, hardware }) => ({ version, hardware })),
      ],
    })),
    files: files.map((name) => ({ name, url: `${base.replace(/\/$/, '')}/labels/${number}/${name}` })),
  };
}

const eventOf = ({ index, entry }: { readonly index: number; readonly entry: RegisterEntry }): PublicEvent => ({
  index,
  at: entry.at,
  event: entry.event,
  words: 'reason' in entry ? entry.reason : entry.event === 'version-added' ? entry.version : null,
});
