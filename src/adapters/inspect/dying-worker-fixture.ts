// A worker that does to itself what the name of its evidence says.
import { setTimeout as wait } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { unreadEvidence } from './unread-evidence.ts';

type Question = { readonly name: string; readonly path: string };

const hoard: unknown[] = [];

const deaths: Readonly<Record<string, () => unknown>> = {
  exit: () => process.exit(3),
  throw: () => {
    throw new RangeError('planted');
  },
  reject: () => void Promise.reject(new Error('planted')),
  heap: () => {
    for (;;) hoard.push(Array.from({ length: 1000 }, () => ({})));
  },
  loop: () => {
    for (;;) hoard.length = 0;
  },
  silent: () => wait(60_000),
};

async function answer({ name, path }: Question): Promise<void> {
  const word = name.replace(/\.\w+$/, '');
  if (Object.hasOwn(deaths, word)) return void (await deaths[word]?.());
  parentPort?.postMessage({ exhibits: await unreadEvidence(name, path, { code: 'read', detail: '' }) });
  // Answers, and dies of it only then.
  if (word === 'after') process.exit(0);
}

parentPort?.on('message', (question: Question) => void answer(question));
