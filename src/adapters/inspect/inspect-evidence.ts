import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { UserError } from '../../foundation/user-error.ts';
import type { Exhibits } from '../../model/exhibits.ts';
import { unreadEvidence } from './unread-evidence.ts';
import type { WorkerAnswer, WorkerQuestion } from './worker-messages.ts';

export type EvidencePath = {
  readonly name: string;
  readonly path: string;
  /** Of a capture: the device under test by MAC or address; null: worked out. */
  readonly device?: string | null;
};

/** Exhibits of one piece of evidence; `reproducible` is false when a watchdog ended its inspection. */
export type InspectedEvidence = { readonly exhibits: Exhibits; readonly reproducible: boolean };

export type InspectOptions = {
  /** Called when a piece of evidence is begun and when it is done. */
  readonly onProgress?: (name: string, done: number, of: number) => void;
  /** Wall-clock watchdog for one piece of evidence, in milliseconds. */
  readonly watchdogMs?: number;
  /** Ceiling of a worker's JavaScript heap, in MiB; contents outside the heap are bounded by the budget's bytes. */
  readonly heapMiB?: number;
  /** Also list every file. */
  readonly files?: boolean;
  /** A worker that was started earlier, while other things were still loading; the first lane takes it. */
  readonly ready?: Worker | undefined;
  /** Another worker program, for the tests of a dying worker. */
  readonly worker?: URL;
};

const ownWorker = new URL(`./inspect-worker${extname(import.meta.url)}`, import.meta.url);

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
  const queue = evidence.map((item, index) => ({ item, index }));
  let done = 0;
  const lane = async (_: unknown, index: number): Promise<void> => {
    const { ask, end } = workerLane(options, index === 0 ? options.ready : undefined);
    for (let next = queue.shift(); next && refusals.length === 0; next = queue.shift()) {
      const { name, path, device = null } = next.item;
      options.onProgress?.(name, done, evidence.length);
      const answer = await ask({ name, path, files: options.files === true, device });
      if ('refused' in answer) refusals.push(asUserError(answer.refused));
      else results[next.index] = await inspected(next.item, answer);
      done += 1;
      options.onProgress?.(name, done, evidence.length);
    }
    await end();
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), evidence.length) }).map(lane));
  if (refusals[0]) throw refusals[0];
  return results;
}

type Died = { readonly died: string; readonly overran: boolean };
type Settled = Exclude<WorkerAnswer, { readonly refused: unknown }> | Died;

async function inspected({ name, path }: EvidencePath, answer: Settled): Promise<InspectedEvidence> {
  if ('exhibits' in answer) return { exhibits: answer.exhibits, reproducible: true };
  if ('tooLarge' in answer) {
    return { exhibits: await unreadEvidence(name, path, { code: 'limit', detail: answer.tooLarge }), reproducible: true };
  }
  const problem = { code: 'watchdog', detail: `the inspection was ended: ${answer.died}` };
  return { exhibits: await unreadEvidence(name, path, problem), reproducible: false };
}

type Lane = { readonly ask: (question: WorkerQuestion) => Promise<WorkerAnswer | Died>; readonly end: () => Promise<void> };

/**
 * One worker after another, each for as many questions as it lives. A worker that dies of a question that was not its first is replaced and
 * the question asked again: what an earlier piece of evidence left behind must not show in the answer.
 */
function workerLane(options: InspectOptions, ready: Worker | undefined): Lane {
  let worker = ready;
  let used = false;
  const end = async (): Promise<void> => {
    await worker?.terminate();
    worker = undefined;
    used = false;
  };
  const ask = async (question: WorkerQuestion): Promise<WorkerAnswer | Died> => {
    const again = used;
    used = true;
    worker ??= startWorker(options);
    worker.ref();
    const answer = await askWorker(worker, question, options.watchdogMs ?? 600_000);
    if (!('died' in answer)) return answer;
    await end();
    return again && !answer.overran ? ask(question) : answer;
  };
  return { ask, end };
}

/** Starts a worker that readies itself and keeps nobody waiting until it is asked something. */
export function startWorker({ heapMiB = 2048, worker = ownWorker }: InspectOptions = {}): Worker {
  const started = new Worker(worker, { resourceLimits: { maxOldGenerationSizeMb: heapMiB } });
  started.unref();
  // A worker may also fail between two questions, when nobody listens; the next question finds it ended.
  return started.on('error', () => undefined);
}

async function askWorker(worker: Worker, question: WorkerQuestion, watchdogMs: number): Promise<WorkerAnswer | Died> {
  if (worker.threadId === -1) return { died: 'the worker ended', overran: false };
  const { promise, resolve } = Promise.withResolvers<WorkerAnswer | Died>();
  const onError = (error: Error & { code?: string }): void =>
    resolve({ died: error.code ?? `${error.name}: ${error.message}`, overran: false });
  const onExit = (): void => resolve({ died: 'the worker ended', overran: false });
  const watchdog = setTimeout(() => resolve({ died: `more than ${watchdogMs} ms`, overran: true }), watchdogMs);
  worker.on('message', resolve).on('error', onError).on('exit', onExit);
  worker.postMessage(question);
  const answer = await promise;
  clearTimeout(watchdog);
  worker.off('message', resolve).off('error', onError).off('exit', onExit);
  return answer;
}

function asUserError({ code, message, where, mend }: Pick<UserError, 'code' | 'message' | 'where' | 'mend'>): UserError {
  return new UserError(code, message, where, mend);
}
