import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./wait-and-stop-fixture.ts', import.meta.url));

/** Sends a signal at each of these lines; the exit code, and what was said. */
async function stopped(
  how: string,
  signals: Readonly<Record<string, NodeJS.Signals>>,
): Promise<readonly [number | null, readonly string[]]> {
  const child: ChildProcess = spawn(process.execPath, [script, how], { stdio: ['ignore', 'pipe', 'inherit'] });
  const events: string[] = [];
  createInterface(child.stdout as NodeJS.ReadableStream).on('line', (line) => {
    const { event } = JSON.parse(line) as { readonly event: string };
    events.push(event);
    const signal = signals[event];
    if (signal !== undefined) child.kill(signal);
  });
  await once(child, 'close');
  return [child.exitCode, events];
}

test('each is closed, whatever the one before did, and what hangs about is waited for no longer', async () => {
  assert.deepEqual(await stopped('ends', { begun: 'SIGTERM' }), [1, ['begun', 'stopping', 'not closed', 'stopped']]);
});

test('a second signal ends it at once', async () => {
  assert.deepEqual(await stopped('hangs', { begun: 'SIGTERM', 'not closed': 'SIGINT' }), [130, ['begun', 'stopping', 'not closed']]);
});
