// A register that grows to ten million labels: appending, proofs, look-ups, fsck. `node bench/register.ts [MOST]`, after `npm run build`; needs 12 GB.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendEntries } from '../src/adapters/register/append-entries.ts';
import { folderReader } from '../src/adapters/register/folder-reader.ts';
import { findHistory } from '../src/adapters/register/folder-view.ts';
import { initRegister } from '../src/adapters/register/init-register.ts';
import { loadSigner } from '../src/adapters/register/note-signer.ts';
import { readHead } from '../src/adapters/register/read-log.ts';
import { issued, keyAdded, numberOf } from '../src/adapters/register/register-fixture.ts';
import { registerTools } from '../src/adapters/register/register-tools.ts';
import { nodesOf, proveConsistency, proveInclusion } from '../src/register/prove.ts';
import { formatVerifierKey } from '../src/register/verifier-key.ts';

const most = Number(process.argv[2] ?? 10_000_000);
const batch = 50_000;
const home = mkdtempSync(join(tmpdir(), 'iqs-bench-register-'));
process.on('exit', () => rmSync(home, { recursive: true, force: true }));
const [folder, keyFile, origin] = [join(home, 'log'), join(home, 'key'), 'register.example/bench'];
const logKey = await initRegister(folder, origin, keyFile);
const signer = await loadSigner(keyFile, origin, 'log');
const policy = { logKey, witnesses: [], quorum: 0 };
const reader = folderReader(folder);

async function timed(times: number, work: (at: number) => Promise<unknown>): Promise<number> {
  const start = performance.now();
  for (let at = 0; at < times; at += 1) await work(at);
  return (performance.now() - start) / times;
}

/** Grows the register to `size` entries; entries a second. */
async function grow(from: number, size: number): Promise<number> {
  const start = performance.now();
  for (let at = from; at < size; at += batch) {
    const count = Math.min(batch, size - at);
    await appendEntries(folder, signer, at === 0 ? [keyAdded, ...range(1, count - 1)] : range(at, count));
  }
  return ((size - from) * 1000) / (performance.now() - start);
}

const range = (from: number, count: number): ReturnType<typeof issued>[] => Array.from({ length: count }, (_, at) => issued(from + at));

/** The built command over the whole register: seconds, and peak memory in MiB. */
function fsckOnce(): { readonly seconds: number; readonly mebibytes: number } {
  const start = performance.now();
  const args = ['-f', '%M', process.execPath, 'bin/iqs.mjs', 'register', 'fsck', folder, '--key', formatVerifierKey(logKey)];
  const { status, stdout, stderr } = spawnSync('/usr/bin/time', args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(stdout + stderr);
  return { seconds: (performance.now() - start) / 1000, mebibytes: Math.round(Number(stderr.trim().split('\n').at(-1)) / 1024) };
}

console.log(
  '| entries | appended a second | one append | one look-up | one proof | proof | consistency | fsck | µs an entry | peak memory |',
);
console.log('|---|---|---|---|---|---|---|---|---|---|');
let at = 0;
for (const size of [10_000, 100_000, 1_000_000, 10_000_000].filter((each) => each <= most)) {
  const rate = await grow(at, size);
  at = size;
  const head = await readHead(reader, policy, folder);
  const pick = (turn: number): number => 1 + ((turn * 7_919_993 + 13) % (size - 1));
  const lookUp = await timed(100, (turn) => findHistory(folder, reader, head, numberOf(pick(turn))));
  const { sha256 } = registerTools;
  const proof = await proveInclusion(nodesOf(reader, size, sha256), sha256, pick(3), size);
  const prove = await timed(100, (turn) => proveInclusion(nodesOf(reader, size, sha256), sha256, pick(turn), size));
  const consistency = await timed(50, (turn) => proveConsistency(nodesOf(reader, size, sha256), sha256, pick(turn), size));
  const { seconds, mebibytes } = fsckOnce();
  const cells = [`${lookUp.toFixed(2)} ms`, `${prove.toFixed(2)} ms`, `${proof.length * 32} B`, `${consistency.toFixed(2)} ms`];
  const each = ((seconds * 1e6) / size).toFixed(1);
  const one = await timed(5, async (turn) => appendEntries(folder, signer, [issued(100_000_000 + size + turn)]));
  at += 5;
  console.log(
    `| ${size} | ${Math.round(rate)} | ${one.toFixed(0)} ms | ${cells.join(' | ')} | ${seconds.toFixed(1)} s | ${each} | ${mebibytes} MiB |`,
  );
}
