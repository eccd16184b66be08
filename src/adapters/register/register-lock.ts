import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../foundation/user-error.ts';

/** A held lock. `check` throws when it is ours no longer; `release` lets the next one in. */
export type RegisterLock = { readonly check: () => void; readonly release: () => void };

/** Who holds a generation: `place` is host, boot and process namespace, within which `pid` and `started` mean something. */
type Holder = { readonly place: string; readonly pid: number; readonly started: string | null; readonly released?: true };

/** Generations below this many under the newest one are swept away. */
const kept = 8;
const pauseMs = 20;

/**
 * One writer at a time (docs/spec/register.md, writing). `lock.N` names its holder; the newest generation counts. Who finds it released, or its holder
 * dead, makes N + 1 by a hard link, which only one can, and looks again whether a still newer one is there. A dead holder's file is never removed by who
 * finds it: two that found it at once would remove twice. `REGISTER_LOCKED` after `waitMs` behind a living holder.
 */
export async function takeLock(folder: string, waitMs: number): Promise<RegisterLock> {
  mkdirSync(folder, { recursive: true });
  const until = performance.now() + waitMs;
  for (;;) {
    const newest = newestOf(folder);
    const holder = newest === 0 ? null : holderOf(folder, newest);
    if (holder !== 'gone' && (holder === null || isFree(holder)) && claim(folder, newest + 1)) return held(folder, newest + 1);
    if (performance.now() > until) throw lockedBy(folder, newest, holder === 'gone' ? null : holder);
    await sleep(pauseMs);
  }
}

const fileOf = (folder: string, generation: number): string => join(folder, `lock.${generation}`);

function newestOf(folder: string): number {
  return readdirSync(folder).reduce((most, name) => Math.max(most, Number(/^lock\.([1-9][0-9]{0,14})$/.exec(name)?.[1] ?? 0)), 0);
}

/** 'gone': swept away meanwhile. A file that is no holder's is nobody's: only a whole one is ever linked into place. */
function holderOf(folder: string, generation: number): Holder | null | 'gone' {
  try {
    return JSON.parse(readFileSync(fileOf(folder, generation), 'utf8')) as Holder;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'gone' : null;
  }
}

function claim(folder: string, generation: number): boolean {
  const beside = join(folder, `claim.${process.pid}.${randomBytes(6).toString('hex')}`);
  writeFileSync(beside, JSON.stringify({ place: placeOfProcesses(), pid: process.pid, started: startOf(process.pid) } satisfies Holder));
  try {
    linkSync(beside, fileOf(folder, generation));
  } catch (error) {
    // ENOENT: somebody in another container took our claim for a dead one's and swept it away. We look again.
    if (['EEXIST', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  } finally {
    rmSync(beside, { force: true });
  }
  if (newestOf(folder) === generation) return true;
  // We looked long ago: others came and went meanwhile, and this generation had been swept away.
  rmSync(fileOf(folder, generation), { force: true });
  return false;
}

function held(folder: string, generation: number): RegisterLock {
  sweep(folder, generation);
  const path = fileOf(folder, generation);
  return {
    check: () => {
      if (newestOf(folder) !== generation) throw lockedBy(folder, newestOf(folder), null);
    },
    release: () => {
      const beside = `${path}.released`;
      writeFileSync(beside, JSON.stringify({ place: '', pid: 0, started: null, released: true } satisfies Holder));
      renameSync(beside, path);
    },
  };
}

/** Old generations, and claims whose makers were killed between writing and removing them. */
function sweep(folder: string, generation: number): void {
  for (const name of readdirSync(folder)) {
    const old = Number(/^lock\.([0-9]+)(?:\.released)?$/.exec(name)?.[1] ?? generation);
    const claimant = Number(/^claim\.([0-9]+)\./.exec(name)?.[1] ?? 0);
    if (old < generation - kept || (claimant !== 0 && startOf(claimant) === null)) rmSync(join(folder, name), { force: true });
  }
}

function isFree({ place, pid, started, released }: Holder): boolean {
  if (released) return true;
  const here = placeOfProcesses();
  if (place !== here) return isEarlierBoot(place, here);
  const now = startOf(pid);
  return now === null || (started !== null && now !== started);
}

const lockedBy = (folder: string, generation: number, holder: Holder | null): UserError =>
  new UserError(
    'REGISTER_LOCKED',
    holder === null ? 'another process is writing' : `process ${holder.pid} of ${holder.place.split(' ')[0]} is writing`,
    fileOf(folder, generation),
    'wait for it; if it ran in a container or on a host that is no more, remove this file',
  );

/** Host, boot and process namespace, parted by spaces. */
function placeOfProcesses(): string {
  return [
    hostname(),
    fromProc(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    fromProc(() => readlinkSync('/proc/self/ns/pid')),
  ].join(' ');
}

/** The same host before it was started again: nothing of then is alive. */
function isEarlierBoot(place: string, here: string): boolean {
  const [host, boot] = place.split(' ');
  const [ownHost, ownBoot] = here.split(' ');
  return host === ownHost && boot !== ownBoot && boot !== 'unknown' && ownBoot !== 'unknown';
}

function fromProc(read: () => string): string {
  try {
    return read();
  } catch {
    return 'unknown';
  }
}

/** When a process started, in ticks since boot, so that a number given out again is not taken for the same process; null: there is no such process. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie runs no more, it waits for its parent to look.
    return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null);
  } catch {
    return process.platform === 'linux' ? null : aliveElsewhere(pid);
  }
}

/** Without /proc only whether it runs can be told. */
function aliveElsewhere(pid: number): string | null {
  try {
    process.kill(pid, 0);
    return 'running';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? 'running' : null;
  }
}
