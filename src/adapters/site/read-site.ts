import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LabelHistory, labelHistory, type PlacedEntry } from '../../register/label-history.ts';
import type { RegisterReader } from '../../register/register-reader.ts';
import type { VerifiedCheckpoint } from '../../register/verify-checkpoint.ts';
import type { Site, SiteComponent, SiteLabel, SiteState } from '../../reports/site/site-data.ts';
import { type Authority, logSigner } from '../authority/authority.ts';
import { readRegister } from '../authority/read-register.ts';
import { readHead } from '../register/read-log.ts';

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
  const components = histories.flatMap((history) => componentOf(history, now));
  const byComponent = new Map(components.map((component) => [component.number, component]));
  const labels = histories.flatMap((history) => labelOf(history, now, authority, byComponent)).reverse();
  return {
    site: { name: file.name, training: file.training, now, log: { origin: head.origin, size: head.size }, labels, components },
    head,
    histories,
  };
}

/** By the entries, and expired from the day the term is over, whether that was entered or not. */
const stateAt = (state: SiteState, validUntil: string, now: string): SiteState =>
  state !== 'withdrawn' && validUntil < now ? 'expired' : state;

function labelOf(
  { number, standing, claims, events }: LabelHistory,
  now: string,
  authority: Authority,
  components: ReadonlyMap<string, SiteComponent>,
): readonly SiteLabel[] {
  if (standing === null || standing.letter === null || claims === null) return [];
  const folder = join(authority.publicFolder, 'labels', number);
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  const code = files.includes('code.txt') ? readFileSync(join(folder, 'code.txt'), 'utf8').trim() : null;
  const restsOn = claims.restsOn.map(({ id }) => ({
    id,
    component: components.get(id)?.component.name ?? id,
    state: components.get(id)?.state ?? null,
  }));
  return [
    { number, claims, state: stateAt(standing.state, claims.validUntil, now), letter: standing.letter, events, restsOn, code, files },
  ];
}

function componentOf({ number, standing, component, events }: LabelHistory, now: string): readonly SiteComponent[] {
  const issue = events[0]?.entry;
  if (standing === null || component === null || issue?.event !== 'component-issued') return [];
  const state = stateAt(standing.state, issue.validUntil, now);
  return [{ number, component, state, issuedAt: issue.at, validUntil: issue.validUntil }];
}
