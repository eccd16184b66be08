import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { freePort } from '../free-port.ts';
import { agreement } from './certify.ts';
import { type KeptProcess, keptProcess } from './kept-process.ts';

export type RunningProgramme = {
  readonly folder: string;
  /** Origin of the server. */
  readonly at: string;
  /** What the server is configured with. */
  readonly env: Readonly<Record<string, string>>;
  /** One `iqs serve`. */
  readonly server: () => KeptProcess;
  /** One `iqs worker`; `more`: what it is configured with beside, or otherwise. */
  readonly worker: (name: string, more?: Readonly<Record<string, string>>) => KeptProcess;
};

/** Where a programme on PostgreSQL runs in processes of its own: a folder, a port and its configuration. All of it is gone when the test ends. */
export async function runningProgramme(
  t: TestContext,
  url: string,
  more: Readonly<Record<string, string>> = {},
): Promise<RunningProgramme> {
  const folder = mkdtempSync(join(tmpdir(), 'iqs-kills-'));
  const port = await freePort();
  const at = `http://127.0.0.1:${port}`;
  const env = {
    IQS_DATA_FOLDER: join(folder, 'data'),
    DATABASE_URL: url,
    IQS_SESSION_SECRET: 'S4tm0Vv2k1mZ9pQxY7cLw8bNf3hRj6dA',
    IQS_BASE_URL: at,
    IQS_LISTEN_PORT: String(port),
    IQS_AGREEMENT_VERSION: agreement,
    IQS_WORKER_IN_PROCESS: 'false',
    IQS_LIMITS_ACCOUNT_PER_MINUTE: '1000000',
    IQS_LIMITS_PAGES_PER_MINUTE: '1000000',
    IQS_LIMITS_ANONYMOUS_API_PER_MINUTE: '1000000',
    IQS_WEBHOOKS_ALLOWED_HOSTS: '127.0.0.1',
    IQS_SHUTDOWN_GRACE_SECONDS: '5',
    ...more,
  };
  const processes: KeptProcess[] = [];
  t.after(async () => {
    for (const { stop } of processes) await stop();
    if (process.env['IQS_KEEP_FOLDER'] === undefined) rmSync(folder, { recursive: true, force: true });
    else console.log(`what is left of it: ${folder}`);
  });
  const kept = (name: string, command: 'serve' | 'worker', own: Readonly<Record<string, string>>): KeptProcess => {
    const made = keptProcess(name, command, folder, { ...env, ...own });
    processes.push(made);
    return made;
  };
  return { folder, at, env, server: () => kept('server', 'serve', {}), worker: (name, own = {}) => kept(name, 'worker', own) };
}
