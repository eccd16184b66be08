import type { WithAct } from '../../adapters/programme/desk.ts';
import type { KeptAnswer } from '../../adapters/programme/request-ledger.ts';
import type { Case } from '../../model/case.ts';
import { entityTag } from './entity-tag.ts';
import type { ApiContext } from './seat-of.ts';

/** What is said of an act that is done: 200, or 201 with the address of a case that it opened. */
export function actedAnswer({ id, version, state }: Case, status: 200 | 201): KeptAnswer & { readonly body: string } {
  const headers = {
    'content-type': 'application/json',
    etag: entityTag(version),
    ...(status === 201 ? { location: `/api/v1/cases/${id}` } : {}),
  };
  return { status, headers, body: JSON.stringify({ id, version, state }) };
}

/** Keeps that answer under the request's key in the transaction of the act: a server killed between the two would have the act done again, or refused. */
export const keepActed =
  (c: ApiContext, status: 200 | 201): WithAct =>
  async (transaction, after) =>
    c.var.answerIn?.(transaction, actedAnswer(after, status));
