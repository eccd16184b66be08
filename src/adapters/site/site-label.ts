import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LabelHistory } from '../../register/label-history.ts';
import type { SiteComponent, SiteLabel, SiteState } from '../../reports/site/site-data.ts';
import type { Authority } from '../authority/authority.ts';

/** By the entries, and expired from the day the term is over, whether that was entered or not. */
const stateAt = (state: SiteState, validUntil: string, now: string): SiteState =>
  state !== 'withdrawn' && validUntil < now ? 'expired' : state;

/** A label as the pages show it at `now`, with what stands in its public folder; null: the number has no label. */
export function siteLabel(
  { number, standing, claims, events }: LabelHistory,
  now: string,
  { publicFolder }: Pick<Authority, 'publicFolder'>,
  components: ReadonlyMap<string, SiteComponent>,
): SiteLabel | null {
  if (standing === null || standing.letter === null || claims === null) return null;
  const folder = join(publicFolder, 'labels', number);
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  const code = files.includes('code.txt') ? readFileSync(join(folder, 'code.txt'), 'utf8').trim() : null;
  const restsOn = claims.restsOn.map(({ id }) => ({
    id,
    component: components.get(id)?.component.name ?? id,
    state: components.get(id)?.state ?? null,
  }));
  return { number, claims, state: stateAt(standing.state, claims.validUntil, now), letter: standing.letter, events, restsOn, code, files };
}

/** A component statement as the pages show it at `now`; null: the number has none. */
export function siteComponent({ number, standing, component, events }: LabelHistory, now: string): SiteComponent | null {
  const issue = events[0]?.entry;
  if (standing === null || component === null || issue?.event !== 'component-issued') return null;
  return { number, component, state: stateAt(standing.state, issue.validUntil, now), issuedAt: issue.at, validUntil: issue.validUntil };
}
