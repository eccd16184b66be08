import { canonicalJson } from '../foundation/canonical-json.ts';
import type { CaseEvent } from '../programme/case-event.ts';
import { safeText } from '../reports/terminal/wrap-text.ts';
import { apiClient, type ServerFlags } from './api-client.ts';
import { exitCodes } from './exit-codes.ts';

/** `iqs case events ID`: one line an event. */
export async function caseEventsCommand(id: string, flags: ServerFlags & { readonly json?: true | undefined }): Promise<number> {
  const { body } = await apiClient(flags).call<{ readonly items: readonly CaseEvent[] }>('GET', `/cases/${encodeURIComponent(id)}/events`);
  const line = ({ at, name, by, due }: CaseEvent): string =>
    safeText(`${at}  ${name}  ${by.kind === 'system' ? 'programme' : `${by.person} (${by.role})`}${due === null ? '' : `, due ${due}`}`);
  process.stdout.write(flags.json ? canonicalJson(body.items) : body.items.map((item) => `${line(item)}\n`).join(''));
  return exitCodes.done;
}
