import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { UserError } from '../../foundation/user-error.ts';
import type { InspectPool } from './inspect-pool.ts';
import type { EvidencePath, InspectedEvidence } from './inspected-evidence.ts';
import type { InspectionMemo } from './inspection-memo.ts';
import { unreadEvidence } from './unread-evidence.ts';
import { type Died, type Lane, type LaneOptions, workerLane } from './worker-lane.ts';
import type { WorkerAnswer } from './worker-messages.ts';

export type InspectOptions = LaneOptions & {
  /** Called when a piece of evidence is begun and when it is done. */
  readonly onProgress?: (name: string, done: number, of: number) => void;
  /** Also list every file. */
  readonly files?: boolean;
  /** A worker that was started earlier, while other things were still loading; the first lane takes it. */
  readonly ready?: Worker | undefined;
  /** Workers that are kept from one call to the next; where left out, each call has its own. */
  readonly pool?: InspectPool | undefined;
  /** What was read before in this process; where left out everything is read anew. */
  readonly memo?: InspectionMemo | undefined;
};

/**
 * Inspects evidence in worker threads, as many as there are cores, and answers in the order given. A worker that dies or overruns leaves its
 * piece of evidence unread, with a problem that says so, and the rest goes on (7-performance-and-safety, Hostile input). Refuses evidence that
 * is not there (`EVIDENCE_MISSING`) or that the system does not let us read (`EVIDENCE_UNREADABLE`).
 */
export async function inspectEvidence(
  evidence: readonly EvidencePath[],
  options: InspectOptions = {},
): Promise<readonly InspectedEvidence[]> {
  const missing = evidence.find(({ path }) => !existsSync(path));
  if (missing) throw new UserError('EVIDENCE_MISSING', 'no such file or folder', missing.path, 'correct the path');
  const results: InspectedEvidence[] = [];
  const refusals: UserError[] = [];
  const { memo, pool, files = false } = options;
  const queue: { readonly item: EvidencePath; readonly index: number }[] = [];
  for (const [index, item] of evidence.entries()) {
    const known = (await memo?.find(item, files)) ?? null;
    if (known === null) queue.push({ item, index });
    else results[index] = known;
  }
  let done = evidence.length - queue.length;
  const lane = async (_: unknown, index: number): Promise<void> => {
    const { ask, end } = pool === undefined ? workerLane(options, index === 0 ? options.ready : undefined) : shared(pool);
    for (let next = queue.shift(); next && refusals.length === 0; next = queue.shift()) {
      const { name, path, device = null } = next.item;
      options.onProgress?.(name, done, evidence.length);
      const answer = await ask({ name, path, files, device });
      if ('refused' in answer) refusals.push(asUserError(answer.refused));
      else {
        const found = await inspected(next.item, answer);
        results[next.index] = found;
        await memo?.keep(next.item, files, found);
      }
      done += 1;
      options.onProgress?.(name, done, evidence.length);
    }
    await end();
  };
  await Promise.all(Array.from({ length: Math.min(pool?.width ?? availableParallelism(), queue.length) }).map(lane));
  if (refusals[0]) throw refusals[0];
  return results;
}

/** A lane of a pool outlives the call. */
const shared = ({ ask }: InspectPool): Lane => ({ ask, end: async () => undefined });

type Settled = Exclude<WorkerAnswer, { readonly refused: unknown }> | Died;

async function inspected({ name, path }: EvidencePath, answer: Settled): Promise<InspectedEvidence> {
  if ('exhibits' in answer) return { exhibits: answer.exhibits, reproducible: true };
  if ('tooLarge' in answer) {
    return { exhibits: await unreadEvidence(name, path, { code: 'limit', detail: answer.tooLarge }), reproducible: true };
  }
  const problem = { code: 'watchdog', detail: `the inspection was ended: ${answer.died}` };
  return { exhibits: await unreadEvidence(name, path, problem), reproducible: false };
}

function asUserError({ code, message, where, mend }: Pick<UserError, 'code' | 'message' | 'where' | 'mend'>): UserError {
  return new UserError(code, message, where, mend);
}
