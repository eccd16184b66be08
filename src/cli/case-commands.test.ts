import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it, mock } from 'node:test';
import { serve } from '@hono/node-server';
import { assessmentOf } from '../programme/case-fixture.ts';
import { apiFixture } from '../server/api/programme-api-fixture.ts';
import { runCommandLine } from './run-command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'iqs-submit-'));
/** Requests that are dropped without an answer, by method: a network that fails. */
const drops = { PATCH: 0 };
const seen: string[] = [];

const api = apiFixture({
  // The worker of a real programme: the assessment that was asked for comes in while somebody waits.
  progress: async (id) => {
    await api.desk.act('system', id, { name: 'record-assessment', input: { assessment: assessmentOf('preview') } });
    return { done: 1, total: 2, note: 'firmware.bin' };
  },
});
const server = serve({
  port: 0,
  fetch: (request, { incoming }) => {
    seen.push(`${request.method} ${new URL(request.url).pathname.replace('/api/v1', '')}`);
    if (request.method === 'PATCH' && drops.PATCH-- > 0) (incoming as IncomingMessage).socket.destroy();
    return api.app.fetch(request);
  },
});
await new Promise((resolve) => server.once('listening', resolve));
const at = `http://localhost:${(server.address() as AddressInfo).port}`;

after(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** What a command line says; the test runner's own reports, which are bytes, pass. */
async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const texts = { out: '', err: '' };
  const keep = (stream: NodeJS.WriteStream, name: 'out' | 'err') => {
    const write = stream.write.bind(stream);
    return mock.method(stream, 'write', (text: string | Uint8Array) => {
      if (typeof text !== 'string') return write(text);
      texts[name] += text;
      return true;
    });
  };
  const kept = [keep(process.stdout, 'out'), keep(process.stderr, 'err')];
  try {
    const code = await runCommandLine(args, { serve: async () => 1, worker: async () => 1 });
    return { code, ...texts };
  } finally {
    for (const each of kept) each.mock.restore();
  }
}

const iqs = (...args: string[]): ReturnType<typeof run> => run(...args, '--server', at, '--token-file', join(folder, 'token'));

const yaml = (name: string): string => `iqs: dossier/1
product: { name: ${name}, maker: Lumen Works, type: device, category: camera }
parts: [{ id: camera, kind: device, name: Camera }]
evidence: [{ file: firmware.bin, is: update-image, part: camera }]
statements: [{ topic: cloud, value: "none" }]
`;

describe('iqs submit and iqs case', () => {
  it('make a case of a dossier, go on, and act on it', async () => {
    writeFileSync(join(folder, 'token'), 'anna\n');
    writeFileSync(join(folder, 'product.yaml'), yaml('Lumen Cam'));
    writeFileSync(join(folder, 'firmware.bin'), new Uint8Array(9 * 2 ** 20).fill(7));
    drops.PATCH = 1;
    const submit = ['submit', folder, '--scheme', 'iqs', '--laboratory', 'lab-1'];
    const first = await iqs(...submit);
    assert.deepEqual([first.code, first.err], [0, '']);
    assert.match(first.out, /^B .*\ndraft: http:\/\/localhost:\d+\/cases\/case-1\n$/);
    assert.equal(JSON.parse(readFileSync(join(folder, 'iqs-case.json'), 'utf8')).case, 'case-1');
    const kept = api.desk.cases.get('case-1')?.case;
    assert.deepEqual([kept?.evidence[0]?.bytes, kept?.laboratory, kept?.statements.length], [9 * 2 ** 20, 'lab-1', 1]);

    seen.length = 0;
    const again = await iqs(...submit);
    assert.equal(again.code, 0);
    assert.deepEqual(
      seen.filter((each) => each.startsWith('P')),
      [],
      'nothing is done twice',
    );

    writeFileSync(join(folder, 'product.yaml'), yaml('Lumen Cam 2'));
    assert.equal((await iqs(...submit, '--submit', '--agreement', '2027-1', '--earlier-refusals', 'none')).code, 0);
    assert.equal(api.desk.cases.get('case-1')?.case.state, 'submitted');
    assert.match((await iqs('case', 'list')).out, /^case-1 {2}submitted /);
    assert.match((await iqs('case', 'show', 'case-1')).out, /you may: cancel/);
    assert.match((await iqs('case', 'events', 'case-1')).out, /submit {2}anna \(applicant\)/);
    const stale = await iqs('case', 'act', 'case-1', 'cancel', '--reason', 'No.', '--version', '1');
    assert.deepEqual([stale.code, stale.err.split(' ')[0]], [2, 'VERSION_CONFLICT']);
    const shapeless = await iqs('case', 'act', 'case-1', 'cancel');
    assert.deepEqual([shapeless.code, shapeless.err.split(' ')[0]], [2, 'INPUT_INVALID']);
    assert.equal((await iqs('case', 'act', 'case-1', 'cancel', '--reason', 'No.')).code, 0);
    assert.equal(api.desk.cases.get('case-1')?.case.state, 'cancelled');
    assert.deepEqual(api.faults, []);
  });

  it('send no token in clear', async () => {
    const { code, err } = await run('case', 'list', '--server', 'http://programme.example', '--token-file', join(folder, 'token'));
    assert.deepEqual([code, err.split(' ')[0]], [2, 'SERVER_INSECURE']);
  });
});
