import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, mock, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { databaseFixture } from '../adapters/database/database-fixture.ts';
import { runCommandLine } from '../cli/run-command-line.ts';
import { runWorker } from './run-worker.ts';

const fixture = databaseFixture();
const folder = mkdtempSync(join(tmpdir(), 'iqs-serve-'));
after(() => rmSync(folder, { recursive: true, force: true }));

type Line = Readonly<Record<string, unknown>>;
type Served = { readonly child: ChildProcess; readonly at: string; readonly said: (event: string) => Promise<Line> };

const script = fileURLToPath(new URL('./serve-slow-fixture.ts', import.meta.url));

/** A server in a process of its own, on an embedded database in this folder, once it listens. */
async function serve(env: Readonly<Record<string, string>> = {}): Promise<Served> {
  const child = spawn(process.execPath, [script], {
    cwd: folder,
    env: { ...process.env, NODE_TEST_CONTEXT: '', IQS_LISTEN_PORT: '0', IQS_BASE_URL: 'https://iqs.example', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: Line[] = [];
  const waiting: (() => void)[] = [];
  createInterface(child.stdout as NodeJS.ReadableStream).on('line', (line) => {
    lines.push(JSON.parse(line) as Line);
    for (const wake of waiting.splice(0)) wake();
  });
  child.once('exit', () => {
    for (const wake of waiting.splice(0)) wake();
  });
  const said = async (event: string): Promise<Line> => {
    for (;;) {
      const found = lines.find((line) => line['event'] === event);
      if (found !== undefined) return found;
      assert.equal(child.exitCode ?? child.signalCode, null, `ended before '${event}': ${JSON.stringify(lines)}`);
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };
  return { child, at: String((await said('listening'))['at']), said };
}

/** Status and body; `cut`: the connection was. */
function get(at: string, path: string): Promise<readonly [number, string]> {
  return new Promise((resolve) => {
    const sent = request(`${at}${path}`, { headers: { host: 'iqs.example' }, agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => (text += chunk));
      answer.on('end', () => resolve([answer.statusCode ?? 0, text]));
      answer.on('error', () => resolve([0, 'cut']));
    });
    sent.on('error', (error: NodeJS.ErrnoException) => resolve([0, error.code === 'ECONNREFUSED' ? 'refused' : 'cut']));
    sent.end();
  });
}

const exitOf = async (child: ChildProcess): Promise<number | string | null> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode ?? child.signalCode;
};

describe('a server', { concurrency: false }, () => {
  before(async () => {
    const place = await fixture.place('embedded');
    assert.ok('folder' in place);
    mkdirSync(join(folder, 'iqs-data'), { recursive: true });
    renameSync(place.folder, join(folder, 'iqs-data', 'database'));
  });

  test('told to stop ends what runs, takes nothing new, and lets the database go', async () => {
    const first = await serve({ IQS_SHUTDOWN_DRAIN_SECONDS: '1' });
    assert.deepEqual(await get(first.at, '/0'), [200, 'in the end']);

    const slow = get(first.at, '/2500');
    await new Promise((resolve) => setTimeout(resolve, 200));
    first.child.kill('SIGTERM');
    await first.said('stopping');
    // Still answered, so that a load balancer can notice; then no longer.
    assert.equal((await get(first.at, '/health/ready'))[0], 503);
    await new Promise((resolve) => setTimeout(resolve, 1300));
    assert.deepEqual(await get(first.at, '/0'), [0, 'refused']);
    assert.deepEqual(await slow, [200, 'in the end']);
    assert.equal(await exitOf(first.child), 0);
    assert.equal((await first.said('stopped'))['level'], 'info');
  });
});

/** A command line in this process: its exit code and what it printed. */
async function iqs(env: Readonly<Record<string, string>>, ...args: string[]): Promise<readonly [number, string]> {
  const before = { ...process.env };
  const texts: string[] = [];
  const kept = [process.stdout, process.stderr].map((stream) => {
    const write = stream.write.bind(stream);
    return mock.method(stream, 'write', (text: string | Uint8Array) => (typeof text === 'string' ? texts.push(text) > 0 : write(text)));
  });
  Object.assign(process.env, env);
  try {
    const launchers = { serve: async () => 1, worker: runWorker };
    return [await runCommandLine(args, launchers), texts.join('')];
  } finally {
    process.env = before;
    for (const each of kept) each.mock.restore();
  }
}

describe('iqs back-up and restore', { concurrency: false }, () => {
  const backUps = join(folder, 'back-ups');
  const secret = 'S4tm0Vv2k1mZ9pQxY7cLw8bNf3hRj6dA';

  test('bring a programme from the embedded database to PostgreSQL', async () => {
    // That it opens at all: the server let go of it.
    const data = join(folder, 'iqs-data');
    const [code, line] = await iqs({ IQS_DATA_FOLDER: data }, 'back-up', backUps, '--name', 'first');
    assert.equal(code, 0, line);
    assert.match(line, /first: \d+ rows of \d+ tables, \d+ files of evidence, 0 jobs; journal at 0, [0-9a-f]{64}\n$/);

    const place = await fixture.place('postgresql');
    assert.ok('url' in place);
    const postgresql = { IQS_DATA_FOLDER: join(folder, 'elsewhere'), DATABASE_URL: place.url, IQS_SESSION_SECRET: secret };
    assert.deepEqual(await iqs(postgresql, 'restore', backUps, 'first'), [0, line]);
    const [again, second] = await iqs(postgresql, 'back-up', backUps, '--name', 'second');
    assert.deepEqual([again, second.replace('second:', 'first:')], [0, line]);
  });

  test('are refused with a code', async () => {
    const env = { IQS_DATA_FOLDER: join(folder, 'iqs-data') };
    const codeOf = async (...args: string[]): Promise<readonly [number, string | undefined]> => {
      const [code, text] = await iqs(env, ...args);
      return [code, text.split(' ')[0]];
    };
    assert.deepEqual(await codeOf('back-up', backUps, '--name', '../first'), [2, 'BACK_UP_NAME']);
    assert.deepEqual(await codeOf('back-up', backUps, '--name', 'evidence'), [2, 'BACK_UP_NAME']);
    assert.deepEqual(await codeOf('back-up', backUps, '--name', 'first'), [2, 'BACK_UP_EXISTS']);
    assert.deepEqual(await codeOf('restore', backUps, 'never'), [2, 'BACK_UP_INCOMPLETE']);
    assert.deepEqual(await codeOf('restore', backUps, 'first', '--config', 'nowhere.yaml'), [2, 'CONFIG_MISSING']);
    assert.deepEqual(await codeOf('worker'), [2, 'WORKER_EMBEDDED']);
  });
});
