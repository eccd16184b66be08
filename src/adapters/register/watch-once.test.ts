import assert from 'node:assert/strict';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { UserError } from '../../foundation/user-error.ts';
import type { WatchOptions } from '../../register/watch-register.ts';
import { appendEntries } from './append-entries.ts';
import { httpReader } from './http-reader.ts';
import { issued, keyAdded, type TestRegister, testRegister, withdrawn } from './register-fixture.ts';
import { serve, serveFolder } from './static-server-fixture.ts';
import { watchOnce } from './watch-once.ts';

const usual: WatchOptions = { recheck: null, stale: null, now: 1_800_000_000 };
const serials = (from: number, count: number) => Array.from({ length: count }, (_, at) => issued(from + at));

type Watched = TestRegister & {
  served: string;
  readonly look: (options?: WatchOptions) => Promise<readonly string[]>;
  readonly state: string;
};

/** A register with 300 entries, served, and looked at once. */
async function watched(t: TestContext): Promise<Watched> {
  const register = await testRegister(t);
  await appendEntries(register.folder, register.signer, [keyAdded, ...serials(1, 299)]);
  const state = join(register.home, 'watch.json');
  const own: Watched = { ...register, served: register.folder, state, look: async () => [] };
  const address = await serveFolder(t, () => own.served);
  const look = async (options = usual): Promise<readonly string[]> =>
    (await watchOnce(httpReader(address), register.policy, state, options)).alarms.map(({ code }) => code);
  assert.deepEqual(await look(), []);
  return Object.assign(own, { look });
}

test('a register that grows raises nothing', async (t) => {
  const { folder, signer, look, state } = await watched(t);
  for (const count of [1, 200, 300]) {
    await appendEntries(folder, signer, serials(1000 * count, count));
    assert.deepEqual(await look(), []);
  }
  assert.equal((JSON.parse(readFileSync(state, 'utf8')) as { size: number }).size, 801);
  assert.deepEqual(await look({ ...usual, recheck: 1 }), []);
});

/** Another history under the same key: what an operator would do who tells two people different things. */
async function elsewhere({ home, signer }: Watched, count: number): Promise<string> {
  const folder = join(home, 'other');
  const { initRegister } = await import('./init-register.ts');
  await initRegister(folder, signer.key.name, join(home, 'log.key'));
  await appendEntries(folder, signer, [keyAdded, ...serials(5000, count - 1)]);
  return folder;
}

test('fork: as many entries, another root', async (t) => {
  const own = await watched(t);
  own.served = await elsewhere(own, 300);
  assert.deepEqual(await own.look(), ['WATCH_FORK']);
  // The alarm stays, and the evidence is kept.
  assert.deepEqual(await own.look(), ['WATCH_FORK']);
  assert.equal(readFileSync(`${own.state}.WATCH_FORK`, 'utf8'), readFileSync(join(own.served, 'checkpoint'), 'utf8'));
});

test('rewritten: more entries, which do not begin with those that were seen', async (t) => {
  const own = await watched(t);
  own.served = await elsewhere(own, 700);
  assert.deepEqual(await own.look(), ['WATCH_REWRITTEN']);
});

test('rollback: fewer entries than were seen', async (t) => {
  const own = await watched(t);
  const copy = join(own.home, 'copy');
  cpSync(own.folder, copy, { recursive: true });
  await appendEntries(own.folder, own.signer, [withdrawn(3)]);
  assert.deepEqual(await own.look(), []);
  own.served = copy;
  assert.deepEqual(await own.look(), ['WATCH_ROLLBACK']);
});

for (const [name, path] of [
  ['in a full bundle', 'tile/entries/000'],
  ['on the right edge', 'tile/entries/001.p/44'],
] as const) {
  test(`edit ${name}: an entry that was seen says something else`, async (t) => {
    const { folder, look } = await watched(t);
    const bytes = readFileSync(join(folder, path));
    bytes[bytes.indexOf('Lumen Cam')] = 0x4d;
    writeFileSync(join(folder, path), bytes);
    assert.deepEqual(await look(), ['WATCH_EDIT']);
    assert.deepEqual(await look({ ...usual, recheck: 0 }), name === 'on the right edge' ? ['WATCH_EDIT'] : []);
  });
}

test('edit: each old bundle has its turn when only some are read again', async (t) => {
  const { folder, signer, look } = await watched(t);
  await appendEntries(folder, signer, serials(2000, 600));
  assert.deepEqual(await look(), []);
  const path = join(folder, 'tile/entries/002');
  const bytes = readFileSync(path);
  bytes[bytes.indexOf('Lumen Cam')] = 0x4d;
  writeFileSync(path, bytes);
  const looks = [];
  for (let turn = 0; turn < 3; turn += 1) looks.push(...(await look({ ...usual, recheck: 1 })));
  assert.deepEqual(looks, ['WATCH_EDIT']);
});

test('tiles that do not lead to the root, or are gone', async (t) => {
  const { folder, look } = await watched(t);
  const path = join(folder, 'tile/0/001.p/44');
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.with(5, 1 ^ (bytes[5] ?? 0)));
  assert.deepEqual(await look(), ['WATCH_TILE']);
  rmSync(path);
  assert.deepEqual(await look(), ['WATCH_TILE']);
});

test('a bundle that is gone', async (t) => {
  const { folder, look } = await watched(t);
  rmSync(join(folder, 'tile/entries/000'));
  assert.deepEqual(await look(), ['WATCH_EDIT']);
});

test('a checkpoint of somebody else, a damaged one, none', async (t) => {
  const { folder, look, state } = await watched(t);
  const path = join(folder, 'checkpoint');
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace('\n300\n', '\n299\n'));
  assert.deepEqual(await look(), ['WATCH_SIGNATURE']);
  writeFileSync(path, text.slice(0, -30));
  assert.deepEqual(await look(), ['WATCH_SIGNATURE']);
  rmSync(path);
  assert.deepEqual(await look(), ['WATCH_UNREACHABLE']);
  assert.ok(!existsSync(`${state}.WATCH_UNREACHABLE`));
});

test('stale: nothing new for too long', async (t) => {
  const { look, folder, signer } = await watched(t);
  const late = { ...usual, stale: 86_400, now: usual.now + 86_401 };
  assert.deepEqual(await look({ ...late, now: usual.now + 86_400 }), []);
  assert.deepEqual(await look(late), ['WATCH_STALE']);
  await appendEntries(folder, signer, [withdrawn(9)]);
  assert.deepEqual(await look(late), []);
});

test('a server that does not behave is an alarm or a refusal, never a hang', async (t) => {
  const { policy, state } = await watched(t);
  const at = async (listener: Parameters<typeof serve>[1]): Promise<readonly string[]> =>
    (await watchOnce(httpReader(await serve(t, listener), 500), policy, state, usual)).alarms.map(({ code }) => code);
  assert.deepEqual(await at((_, response) => response.writeHead(500).end()), ['WATCH_UNREACHABLE']);
  assert.deepEqual(await at((_, response) => response.writeHead(302, { location: 'http://other.example/checkpoint' }).end()), [
    'WATCH_UNREACHABLE',
  ]);
  assert.deepEqual(await at((request, response) => response.writeHead(302, { location: request.url }).end()), ['WATCH_UNREACHABLE']);
  assert.deepEqual(await at(() => undefined), ['WATCH_UNREACHABLE']);
  assert.deepEqual(await at((_, response) => void response.write('x')), ['WATCH_UNREACHABLE']);
  const endless: Parameters<typeof serve>[1] = (_, response) => {
    const more = (): void => {
      while (response.write(Buffer.alloc(2 ** 20)));
      response.once('drain', more);
    };
    more();
  };
  assert.deepEqual(await at(endless), ['WATCH_UNREACHABLE']);
  for (const bad of ['ftp://x.example/', 'http://user@x.example/', 'file:///etc/'])
    assert.throws(
      () => httpReader(bad),
      (error) => error instanceof UserError && error.code === 'REGISTER_HTTP',
    );
});

test('the state of another register is not overwritten', async (t) => {
  const { state, look } = await watched(t);
  writeFileSync(state, readFileSync(state, 'utf8').replace('register.example', 'another.example'));
  await assert.rejects(look(), (error) => error instanceof UserError && error.code === 'WATCH_STATE');
});
