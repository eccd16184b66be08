import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createHost } from '../../adapters/create-host.ts';
import { broken, probeLoopback } from '../../adapters/endpoint/lab-fixture.ts';
import { iqsScan } from './iqs-scan.ts';

const host = createHost();
const [fixture] = JSON.parse(readFileSync(new URL('./fixtures.json', import.meta.url), 'utf8')) as readonly {
  readonly lines: readonly string[];
}[];
const whole = JSON.parse((fixture?.lines ?? []).join('\n')) as Readonly<Record<string, unknown>>;
const refusal = (change: Readonly<Record<string, unknown>>): void => void iqsScan.read(JSON.stringify({ ...whole, ...change }), { host });

test('reads what a run writes, entry by entry', async (context) => {
  const port = await broken(context, (socket) => void socket.end('220 ExampleFTP 1.0\r\n'));
  const scan = await probeLoopback(port);
  const text = JSON.stringify(scan, undefined, 2);
  assert.ok(iqsScan.recognise(text));
  const { hosts, interfaces, sweeps, tls, ssh, certificates, checks, problems } = scan;
  assert.deepEqual(iqsScan.read(text, { host }), { hosts, interfaces, sweeps, tls, ssh, certificates, checks, problems });
  assert.ok(interfaces.length === 1 && checks.length > 0);
});

test('a document that does not fit as a whole is refused', () => {
  assert.throws(() => refusal({ iqs: 'scan/2' }), { code: 'unsupported' });
  assert.throws(() => refusal({ started: 'yesterday' }), { code: 'malformed' });
  assert.throws(() => refusal({ checks: {} }), { code: 'malformed' });
  assert.throws(() => refusal({ verdict: 'pass' }), { code: 'malformed' });
  assert.throws(() => refusal({ log: [{ purpose: 'x', target: 'y', count: -1 }] }), { code: 'malformed' });
  assert.throws(() => iqsScan.read('[', { host }), { code: 'malformed' });
});
