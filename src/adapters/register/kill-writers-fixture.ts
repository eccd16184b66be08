import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { fsck } from '../../register/fsck.ts';
import { folderReader } from './folder-reader.ts';
import { findHistory } from './folder-view.ts';
import { readEntriesAt, readHead } from './read-log.ts';
import { numberOf, type TestRegister } from './register-fixture.ts';
import { registerTools } from './register-tools.ts';

const program = fileURLToPath(new URL('./appending-process-fixture.ts', import.meta.url));

export type Writer = {
  readonly process: ChildProcess;
  /** Once it has said something. */
  readonly began: Promise<unknown>;
  readonly acknowledged: () => readonly number[];
  readonly ended: Promise<unknown>;
};

/** A process that appends `batches` of `batch` labels from a serial on; `step`: it kills itself after that step of the first one. */
export function startWriter({ folder, keyFile }: TestRegister, from: number, batches: number, batch: number, step = ''): Writer {
  const child = spawn(process.execPath, [program, folder, keyFile, `${from}`, `${batches}`, `${batch}`, step], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (bytes: Buffer) => {
    said += bytes.toString('latin1');
  });
  return {
    process: child,
    began: Promise.race([once(child.stdout, 'data'), once(child, 'close')]),
    ended: once(child, 'close'),
    acknowledged: () =>
      [...said.matchAll(/^([0-9]+)$/gm)].flatMap(([, first]) => Array.from({ length: batch }, (_, at) => Number(first) + at)),
  };
}

/** fsck finds nothing, every label that was acknowledged is in the log, and the index finds the last of them. Answers with the size. */
export async function assertWhole({ folder, policy }: TestRegister, acknowledged: readonly number[]): Promise<number> {
  const reader = folderReader(folder);
  const { findings } = await fsck(reader, policy, registerTools);
  assert.deepEqual(findings, []);
  const head = await readHead(reader, policy, folder);
  const entries = await readEntriesAt(reader, Array(head.size).keys(), head.size);
  const issued = new Set(entries.map(({ entry }) => (entry.event === 'issued' ? entry.number : '')));
  assert.deepEqual(
    acknowledged.filter((serial) => !issued.has(numberOf(serial))),
    [],
  );
  for (const serial of acknowledged.slice(-8)) {
    const { standing } = await findHistory(folder, reader, head, numberOf(serial));
    assert.equal(standing?.state, 'in-force', `${serial}`);
  }
  return head.size;
}
