import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mock, type TestContext, test } from 'node:test';
import { broken, folderFor, loopback } from '../adapters/endpoint/lab-fixture.ts';
import { UserError } from '../foundation/user-error.ts';
import { type ProbeFlags, probeCommand } from './probe-command.ts';

const usual = { guessing: '0', rate: '1000' } as const;

type Run = { readonly code: number | string; readonly said: string; readonly shown: string };

/** Runs the command with its two outputs caught. */
async function run(folder: string, flags: Partial<ProbeFlags>): Promise<Run> {
  const caught = { said: '', shown: '' };
  const out = process.stdout.write.bind(process.stdout);
  // The runner's own reports are bytes, and go through.
  const stdout = mock.method(process.stdout, 'write', (text: string | Uint8Array) =>
    typeof text === 'string' ? (caught.said += text) !== '' : out(text),
  );
  const stderr = mock.method(process.stderr, 'write', (text: string) => (caught.shown += text) !== '');
  try {
    return { code: await probeCommand(folder, { ...usual, ...flags }), ...caught };
  } catch (error) {
    return { code: error instanceof UserError ? error.code : String(error), ...caught };
  } finally {
    stdout.mock.restore();
    stderr.mock.restore();
  }
}

function dossier(context: TestContext, port: number): string {
  const folder = folderFor(context);
  const yaml = `iqs: dossier/1\nproduct: { name: X, maker: Z, type: device, category: camera }\nparts: [{ id: d, kind: device, name: X }]\nendpoints:\n  - { host: ${loopback}, port: ${port}, part: d, trust: none }\n`;
  writeFileSync(join(folder, 'product.yaml'), yaml);
  return folder;
}

test('nothing is sent before the confirmation, which names every target', async (context) => {
  let connections = 0;
  const port = await broken(context, (socket) => {
    connections += 1;
    socket.end('220 ExampleFTP 1.0\r\n');
  });
  const folder = dossier(context, port);
  for (const flags of [{}, { yesIMay: true as const }, { confirm: loopback }, { yesIMay: true as const, confirm: '10.0.0.1' }]) {
    const { code, shown } = await run(folder, { ...flags, logins: 'mirai' });
    assert.equal(code, 'PROBE_NOT_CONFIRMED');
    assert.match(shown, /Targets:[^]*127\.0\.0\.1[^]*To be sent:[^]*published logins[^]*ACCOUNTS MAY BE LOCKED[^]*may log/);
  }
  assert.equal(connections, 0);
  const { code, said, shown } = await run(folder, { yesIMay: true, confirm: `${loopback},other.example`, json: true });
  assert.equal(code, 0);
  assert.ok(connections > 0);
  const file = join(folder, 'scan.json');
  assert.equal(readFileSync(file, 'utf8'), said);
  assert.match(shown, /- \{ file: scan\.json, is: scan/);
  assert.equal((await run(folder, { yesIMay: true, confirm: loopback })).code, 'PROBE_OUT_EXISTS');
});

test('flags that mean nothing are refused', async (context) => {
  const folder = dossier(context, 9);
  for (const flags of [
    { ports: '0' },
    { ports: '70000' },
    { ports: '9-8' },
    { ports: 'x' },
    { rate: '0' },
    { guessing: '-1' },
    { logins: 'rockyou' },
  ]) {
    assert.equal((await run(folder, flags)).code, 'USAGE', JSON.stringify(flags));
  }
  assert.equal(existsSync(join(folder, 'scan.json')), false);
});
