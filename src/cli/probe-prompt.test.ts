// The question that a person is asked, on a real terminal (a pseudo-terminal of util-linux's `script`).
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { broken, folderFor, loopback, programAt } from '../adapters/endpoint/lab-fixture.ts';

const terminal = programAt('script');
const needsScript = { timeout: 60_000, skip: terminal === null ? 'no script (util-linux) here' : false };
const program = fileURLToPath(new URL('../main/iqs.ts', import.meta.url));

type Answered = { readonly code: number | null; readonly shown: string; readonly connections: number; readonly isWritten: boolean };

/** Runs `iqs probe` on a terminal and types the keys once the question stands there. */
async function answer(context: TestContext, keys: string): Promise<Answered> {
  let connections = 0;
  const port = await broken(context, (socket) => {
    connections += 1;
    socket.end('220 ExampleFTP 1.0\r\n');
  });
  const folder = folderFor(context);
  const yaml = `iqs: dossier/1\nproduct: { name: X, maker: Z, type: device, category: camera }\nparts: [{ id: d, kind: device, name: X }]\nendpoints:\n  - { host: ${loopback}, port: ${port}, part: d, trust: none }\n`;
  writeFileSync(join(folder, 'product.yaml'), yaml);
  // A pseudo-terminal begins without a width.
  const command = `stty cols 120 rows 40; ${[process.execPath, program, 'probe', folder].map((word) => `'${word}'`).join(' ')}`;
  const child = spawn(terminal ?? '', ['--quiet', '--return', '--command', command, '/dev/null'], { env: { ...process.env, CI: '' } });
  context.after(() => void child.kill('SIGKILL'));
  let shown = '';
  let isTyped = false;
  child.stdout.on('data', (bytes: Buffer) => {
    shown += bytes.toString();
    if (isTyped || !shown.includes('shall it be done now')) return;
    isTyped = true;
    assert.equal(connections, 0, 'nothing is sent before the answer');
    child.stdin.write(keys);
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, shown, connections, isWritten: existsSync(join(folder, 'scan.json')) };
}

test('yes: it is done', needsScript, async (context) => {
  const { code, shown, connections, isWritten } = await answer(context, 'y\r');
  assert.equal(code, 0, shown);
  assert.ok(connections > 0 && isWritten);
});

test('no, Enter as it stands, and Ctrl-C: nothing is sent', needsScript, async (context) => {
  for (const keys of ['n\r', '\r', '\u0003']) {
    const { code, shown, connections, isWritten } = await answer(context, keys);
    assert.notEqual(code, 0);
    assert.match(shown, /PROBE_NOT_CONFIRMED/);
    assert.deepEqual([connections, isWritten], [0, false]);
  }
});
