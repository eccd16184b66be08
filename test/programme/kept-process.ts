import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const iqs = fileURLToPath(new URL('../../bin/iqs.mjs', import.meta.url));
const againMs = 300;

/** A process that is started again whenever it ends, as a supervisor does. */
export type KeptProcess = {
  readonly name: string;
  /** Null between two lives. */
  readonly pid: () => number | null;
  /** Told when it next says that it works (listening, or working); at once where it has said so already. */
  readonly ready: () => Promise<void>;
  /** SIGKILL; it is started again at once. */
  readonly kill: () => void;
  /** SIGTERM, and it stays down. */
  readonly stop: () => Promise<void>;
  /** Lives that ended by themselves after they had said that they work: a defect each. */
  readonly faults: readonly string[];
};

/** Runs the built `iqs serve` or `iqs worker` in the folder (a run by hand needs `npm run build` first); what it logs is in `NAME.log` there. */
export function keptProcess(name: string, command: 'serve' | 'worker', folder: string, env: Readonly<Record<string, string>>): KeptProcess {
  const word = command === 'serve' ? '"listening"' : '"working"';
  const faults: string[] = [];
  const waiting: (() => void)[] = [];
  const log = join(folder, `${name}.log`);
  let child: ChildProcess | null = null;
  let killHard = (): void => undefined;
  let isReady = false;
  let isWanted = true;
  const start = (): void => {
    const own = spawn(process.execPath, [iqs, command], {
      cwd: folder,
      env: { ...process.env, NODE_TEST_CONTEXT: '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let isKilled = false;
    child = own;
    killHard = () => {
      isKilled = own.kill('SIGKILL');
    };
    for (const stream of [own.stdout, own.stderr])
      stream.on('data', (chunk: Buffer) => {
        appendFileSync(log, chunk);
        if (isReady || !chunk.includes(word)) return;
        isReady = true;
        for (const wake of waiting.splice(0)) wake();
      });
    own.once('exit', (code, signal) => {
      if (isReady && isWanted && !isKilled) faults.push(`${name} ended by itself: ${code ?? signal}; see ${log}`);
      [child, isReady] = [null, false];
      if (isWanted) setTimeout(() => isWanted && start(), isKilled ? 0 : againMs);
    });
  };
  start();
  return {
    name,
    pid: () => child?.pid ?? null,
    ready: async () => void (isReady || (await new Promise<void>((resolve) => waiting.push(resolve)))),
    kill: () => killHard(),
    stop: async () => {
      isWanted = false;
      if (child === null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
    faults,
  };
}
