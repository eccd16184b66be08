import { availableParallelism } from 'node:os';
import { type Died, type Lane, type LaneOptions, workerLane } from './worker-lane.ts';
import type { WorkerAnswer, WorkerQuestion } from './worker-messages.ts';

/** Workers for who inspects again and again: each takes a piece of evidence at a time, and the next one waits. Starting one costs more than a small file. */
export type InspectPool = {
  readonly width: number;
  readonly ask: (question: WorkerQuestion) => Promise<WorkerAnswer | Died>;
  readonly end: () => Promise<void>;
};

export function inspectPool(width = availableParallelism(), options: LaneOptions = {}): InspectPool {
  const lanes = Array.from({ length: width }, () => workerLane(options));
  const free = [...lanes];
  const waiting: ((lane: Lane) => void)[] = [];
  const take = async (): Promise<Lane> => free.pop() ?? new Promise((resolve) => waiting.push(resolve));
  const give = (lane: Lane): void => {
    const next = waiting.shift();
    if (next === undefined) free.push(lane);
    else next(lane);
  };
  return {
    width,
    ask: async (question) => {
      const lane = await take();
      try {
        return await lane.ask(question);
      } finally {
        give(lane);
      }
    },
    end: async () => void (await Promise.all(lanes.map((lane) => lane.end()))),
  };
}
