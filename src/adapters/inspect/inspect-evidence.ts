import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Exhibits } from '../../model/exhibits.ts';
import { engineVersion } from '../engine-version.ts';

export type EvidencePath = { readonly name: string; readonly path: string };

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
  /** Another worker program, for the tests of a dying worker. */
  readonly worker?: URL;
};

const ownWorker = new URL(`./inspect-worker${extname(import.meta.url)}`, import.meta.url);

/**
 * Inspects evidence in worker threads, as many as there are cores, and answers in the order given. A worker that dies or overruns leaves its
 * piece of evidence unread, with a problem that says so, and the rest goes on (7-performance-and-safety, Hostile input).
 */
export async function inspectEvidence(
  evidence: readonly EvidencePath[],
  options: InspectOptions = {},
): Promise<readonly InspectedEvidence[]> {
  const results: InspectedEvidence[] = [];
  const queue = evidence.map((item, index) => ({ item, index }));
  let done = 0;
  const lane = async (): Promise<void> => {
    let worker: Worker | undefined;
    for (let next = queue.shift(); next; next = queue.shift()) {
      options.onProgress?.(next.item.name, done, evidence.length);
      worker ??= startWorker(options);
      const result = await askWorker(worker, next.item, options);
      if (!result.alive) worker = undefined;
      results[next.index] = result;
      done += 1;
      options.onProgress?.(next.item.name, done, evidence.length);
    }
    await worker?.terminate();
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), evidence.length) }, lane));
  return results;
}

const startWorker = ({ heapMiB = 2048, worker = ownWorker }: InspectOptions): Worker =>
  new Worker(worker, { resourceLimits: { maxOldGenerationSizeMb: heapMiB }, stderr: false });

type Asked = InspectedEvidence & { readonly alive: boolean };

async function askWorker(worker: Worker, item: EvidencePath, { watchdogMs = 600_000, files = false }: InspectOptions): Promise<Asked> {
  const answer = await new Promise<Exhibits | { readonly died: string }>((resolve) => {
    const watchdog = setTimeout(() => resolve({ died: `more than ${watchdogMs} ms` }), watchdogMs);
    const settle = (value: Exhibits | { readonly died: string }): void => {
      clearTimeout(watchdog);
      worker.removeAllListeners();
      resolve(value);
    };
    worker.once('message', settle);
    worker.once('error', (error: Error & { code?: string }) => settle({ died: error.code ?? `${error.name}: ${error.message}` }));
    worker.once('exit', () => settle({ died: 'the worker ended' }));
    worker.postMessage({ ...item, files });
  });
  if (!('died' in answer)) return { exhibits: answer, reproducible: true, alive: true };
  await worker.terminate();
  return { exhibits: await unreadEvidence(item, answer.died), reproducible: false, alive: false };
}

/** What can still be said of evidence whose inspection died: its digest and its size, all of it unread. */
async function unreadEvidence({ name, path }: EvidencePath, why: string): Promise<Exhibits> {
  const isFile = statSync(path).isFile();
  const bytes = isFile ? statSync(path).size : 0;
  const hash = createHash('sha256');
  if (isFile) for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return {
    engine: engineVersion,
    evidence: [{ name, sha256: hash.digest('hex'), bytes, kind: 'unknown' }],
    coverage: { bytes, identified: 0, opaque: 0, unread: bytes },
    limits: [],
    containers: [],
    opaque: [],
    systems: [],
    accounts: [],
    services: [],
    components: [],
    keys: [],
    certificates: [],
    secrets: [],
    updates: [],
    files: null,
    problems: [{ code: 'watchdog', at: name, detail: `the inspection was ended: ${why}` }],
  };
}
