import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { WorkerAnswer, WorkerQuestion } from './worker-messages.ts';

export type LaneOptions = {
  /** Wall-clock watchdog for one piece of evidence, in milliseconds. */
  readonly watchdogMs?: number;
  /** Ceiling of a worker's JavaScript heap, in MiB; contents outside the heap are bounded by the budget's bytes. */
  readonly heapMiB?: number;
  /** Another worker program, for the tests of a dying worker. */
  readonly worker?: URL;
};

/** A worker that ended without an answer. */
export type Died = { readonly died: string; readonly overran: boolean };

const ownWorker = new URL(`./inspect-worker${extname(import.meta.url)}`, import.meta.url);

export type Lane = { readonly ask: (question: WorkerQuestion) => Promise<WorkerAnswer | Died>; readonly end: () => Promise<void> };

/**
 * One worker after another, each for as many questions as it lives. A worker that dies of a question that was not its first is replaced and
 * the question asked again: what an earlier piece of evidence left behind must not show in the answer.
 */
export function workerLane(options: LaneOptions, ready?: Worker): Lane {
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
    worker.unref();
    if (!('died' in answer)) return answer;
    await end();
    return again && !answer.overran ? ask(question) : answer;
  };
  return { ask, end };
}

/** Starts a worker that readies itself and keeps nobody waiting until it is asked something. */
export function startWorker({ heapMiB = 2048, worker = ownWorker }: LaneOptions = {}): Worker {
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
