import type { CaseSummary, Page } from '../adapters/programme/desk.ts';
import { canonicalJson } from '../foundation/canonical-json.ts';
import { safeText } from '../reports/terminal/wrap-text.ts';
import { apiClient, type ServerFlags } from './api-client.ts';
import { exitCodes } from './exit-codes.ts';

export type CaseListFlags = ServerFlags & {
  readonly state?: string | undefined;
  readonly text?: string | undefined;
  readonly mine?: true | undefined;
  readonly json?: true | undefined;
};

/** `iqs case list`: every page of it. */
export async function caseListCommand(flags: CaseListFlags): Promise<number> {
  const api = apiClient(flags);
  const items: CaseSummary[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const wanted = { state: flags.state, text: flags.text, mine: flags.mine && 'true', cursor: cursor || undefined, limit: '100' };
    const query = new URLSearchParams(
      Object.entries(wanted).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as [string, string]])),
    );
    const { body }: { body: Page<CaseSummary> } = await api.call<Page<CaseSummary>>('GET', `/cases?${query.toString()}`);
    items.push(...body.items);
    cursor = body.next;
  }
  const line = ({ id, state, letter, product, due }: CaseSummary): string =>
    safeText(`${id}  ${state}  ${letter ?? '-'}  ${product ?? '-'}${due === null ? '' : `  ${due.kind} by ${due.due}`}`);
  process.stdout.write(flags.json ? canonicalJson(items) : items.map((item) => `${line(item)}\n`).join(''));
  return exitCodes.done;
}
