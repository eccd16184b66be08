// Run as a process by tests: appends labels one batch after the other, says each serial that was acknowledged, and may kill itself after a step.
import { writeSync } from 'node:fs';
import { appendEntries } from './append-entries.ts';
import { loadSigner } from './note-signer.ts';
import { issued } from './register-fixture.ts';

const [folder = '', keyFile = '', from = '0', batches = '1', batch = '1', step = '', origin = 'register.example/iqs'] =
  process.argv.slice(2);
const signer = await loadSigner(keyFile, origin, 'log');
for (let at = 0; at < Number(batches); at += 1) {
  const first = Number(from) + at * Number(batch);
  const events = Array.from({ length: Number(batch) }, (_, offset) => issued(first + offset));
  await appendEntries(folder, signer, events, {
    waitMs: 60_000,
    onStep: (done) => {
      if (done !== step) return;
      writeSync(1, `at ${step}\n`);
      process.kill(process.pid, 'SIGKILL');
    },
  });
  // Synchronous: what the parent reads was acknowledged before the kill.
  writeSync(1, `${first}\n`);
}
