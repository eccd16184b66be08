import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { hex } from '../../foundation/hex.ts';
import { UserError } from '../../foundation/user-error.ts';
import type { FsckTools } from '../../register/fsck.ts';
import type { RegisterReader } from '../../register/register-reader.ts';
import type { LogPolicy } from '../../register/verify-checkpoint.ts';
import { type WatchMemory, type WatchOptions, type WatchResult, watchRegister } from '../../register/watch-register.ts';
import { durableWrite } from './durable-write.ts';
import { registerTools } from './register-tools.ts';

const mark = 'register-watch/1';

/** What the state file holds: whose register, and what was seen last. */
type WatchState = {
  readonly iqs: typeof mark;
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly since: number;
  readonly next: number;
};

/**
 * Looks once, with the memory that a file keeps between looks. Where there is an alarm the file stays as it was and the checkpoint that raised it is written beside
 * it. A server that does not answer is an alarm too; `WATCH_STATE` when the file is no state or another register's.
 */
export async function watchOnce(
  reader: RegisterReader,
  policy: LogPolicy,
  statePath: string,
  options: WatchOptions,
  tools: FsckTools = registerTools,
): Promise<WatchResult> {
  const origin = policy.origin ?? policy.logKey.name;
  const memory = readMemory(statePath, origin);
  const result = await look(reader, policy, memory, options, tools);
  if (result.memory !== null && result.memory !== memory) await write(statePath, stateOf(origin, result.memory));
  const [first] = result.alarms.filter(({ code }) => code !== 'WATCH_STALE' && code !== 'WATCH_UNREACHABLE');
  if (first !== undefined && result.checkpoint !== null) await write(`${statePath}.${first.code}`, result.checkpoint);
  return result;
}

async function look(
  reader: RegisterReader,
  policy: LogPolicy,
  memory: WatchMemory | null,
  options: WatchOptions,
  tools: FsckTools,
): Promise<WatchResult> {
  try {
    return await watchRegister(reader, policy, memory, options, tools);
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'REGISTER_HTTP') throw error;
    const alarm = { code: 'WATCH_UNREACHABLE', at: error.where, detail: error.message } as const;
    return { alarms: [alarm], memory, checkpoint: null, size: null };
  }
}

const write = (path: string, bytes: Uint8Array): Promise<void> => durableWrite(resolve(path, '..'), [{ path: resolve(path), bytes }]);

const stateOf = (origin: string, { size, root, since, next }: WatchMemory): Uint8Array =>
  Buffer.from(`${JSON.stringify({ iqs: mark, origin, size, root: hex(root), since, next } satisfies WatchState, undefined, 2)}\n`);

function readMemory(path: string, origin: string): WatchMemory | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const state = parse(text);
  if (state?.iqs !== mark || state.origin !== origin || !/^[0-9a-f]{64}$/.test(state.root ?? ''))
    throw new UserError('WATCH_STATE', 'not the state of watching this register', path, 'name another file; this one is left as it is');
  const { size = 0, root = '', since = 0, next = 0 } = state;
  return { size, root: Uint8Array.from(Buffer.from(root, 'hex')), since, next };
}

function parse(text: string): Partial<WatchState> | null {
  try {
    const state = JSON.parse(text) as Partial<WatchState> | null;
    const counts = [state?.size, state?.since, state?.next];
    return counts.every((count) => Number.isSafeInteger(count) && (count ?? -1) >= 0) ? state : null;
  } catch {
    return null;
  }
}
