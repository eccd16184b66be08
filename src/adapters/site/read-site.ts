import { type LabelHistory, labelHistory, type PlacedEntry } from '../../register/label-history.ts';
import type { RegisterReader } from '../../register/register-reader.ts';
import type { VerifiedCheckpoint } from '../../register/verify-checkpoint.ts';
import type { Site } from '../../reports/site/site-data.ts';
import { type Authority, logSigner } from '../authority/authority.ts';
import { readRegister } from '../authority/read-register.ts';
import { readHead } from '../register/read-log.ts';
import { siteComponent, siteLabel } from './site-label.ts';

export type ReadSite = {
  readonly site: Site;
  readonly head: VerifiedCheckpoint;
  /** Every number with its entries, as it is folded. */
  readonly histories: readonly LabelHistory[];
};

/** Reads an authority's register once and folds it to what the pages show. `now`: RFC 3339 in UTC, whole seconds. */
export async function readSite(authority: Authority, reader: RegisterReader, now: string): Promise<ReadSite> {
  const { file } = authority;
  const head = await readHead(reader, { logKey: (await logSigner(authority)).key, witnesses: [], quorum: 0 }, authority.register);
  const byNumber = new Map<string, PlacedEntry[]>();
  let index = 0;
  for await (const entry of readRegister(authority, reader)) {
    if ('number' in entry) {
      const known = byNumber.get(entry.number);
      if (known === undefined) byNumber.set(entry.number, [{ index, entry }]);
      else known.push({ index, entry });
    }
    index += 1;
  }
  const histories = [...byNumber].map(([number, entries]) => labelHistory(number, entries));
  const components = histories.flatMap((history) => siteComponent(history, now) ?? []);
  const byComponent = new Map(components.map((component) => [component.number, component]));
  const labels = histories.flatMap((history) => siteLabel(history, now, authority, byComponent) ?? []).reverse();
  return {
    site: { name: file.name, training: file.training, now, log: { origin: head.origin, size: head.size }, labels, components },
    head,
    histories,
  };
}
