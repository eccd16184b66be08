import type { Transaction } from 'kysely';
import type { Tables } from '../database/tables.ts';
import type { Queue } from '../queue/queue.ts';
import type { CaseChange } from './open-desk.ts';
import { tellWebhooks } from './tell-webhooks.ts';

/** Tells the organisations of a case what happened to it, in the transaction in which it does: names of acts and states, which all of them may know. */
export const onCaseChange =
  (queue: Pick<Queue, 'send'>) =>
  async (transaction: Transaction<Tables>, { before, after, event }: CaseChange): Promise<void> => {
    const { id, state, version, applicant, body, laboratory, certificate } = after;
    const isOver = before !== null && before.state !== state && certificate !== null;
    const isIssued = event.name === 'record-issue';
    for (const organisation of new Set([applicant, body, ...(laboratory === null ? [] : [laboratory])])) {
      await tellWebhooks(transaction, queue, organisation, 'case.changed', { at: event.at, case: id, state, version, action: event.name });
      if (certificate !== null && (isOver || isIssued))
        await tellWebhooks(transaction, queue, organisation, 'certificate.changed', {
          at: event.at,
          case: id,
          number: certificate.number,
          letter: certificate.letter,
          state,
        });
    }
  };
