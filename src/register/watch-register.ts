import { asDecodeError } from '../foundation/decode-error.ts';
import { hex } from '../foundation/hex.ts';
import { type BundleFinding, checkBundles } from './check-bundles.ts';
import type { FsckTools } from './fsck.ts';
import { sameBytes } from './merkle-hash.ts';
import { nodesOf, proveConsistency } from './prove.ts';
import type { RegisterReader } from './register-reader.ts';
import { tileWidth } from './tile-path.ts';
import { type LogPolicy, type VerifiedCheckpoint, verifyCheckpoint } from './verify-checkpoint.ts';
import { verifyConsistency } from './verify-proof.ts';

export type WatchCode =
  | BundleFinding['code']
  | 'WATCH_UNREACHABLE'
  | 'WATCH_SIGNATURE'
  | 'WATCH_ROLLBACK'
  | 'WATCH_FORK'
  | 'WATCH_REWRITTEN'
  | 'WATCH_STALE';

export type WatchAlarm = { readonly code: WatchCode; readonly at: string; readonly detail: string };

/** What was seen last: a head that raised no alarm, since when (seconds since 1970), and the bundle at which re-reading goes on. */
export type WatchMemory = { readonly size: number; readonly root: Uint8Array; readonly since: number; readonly next: number };

export type WatchOptions = {
  /** Old bundles read again each time; null: all. */
  readonly recheck: number | null;
  /** Seconds without anything new that are too long; null: nothing is. */
  readonly stale: number | null;
  /** Seconds since 1970. */
  readonly now: number;
};

export type WatchResult = {
  readonly alarms: readonly WatchAlarm[];
  /** What to remember: what was given where there was an alarm, so that it stays until a person has looked. */
  readonly memory: WatchMemory | null;
  /** The checkpoint that was served, to be kept as evidence. */
  readonly checkpoint: Uint8Array | null;
  readonly size: number | null;
};

/** One look at a register by who has looked before (docs/spec/register.md, watching). */
export async function watchRegister(
  reader: RegisterReader,
  policy: LogPolicy,
  memory: WatchMemory | null,
  options: WatchOptions,
  tools: FsckTools,
): Promise<WatchResult> {
  const bytes = await reader.read('checkpoint');
  const alarm = (code: WatchCode, detail: string, size: number | null): WatchResult => ({
    alarms: [{ code, at: 'checkpoint', detail }],
    memory,
    checkpoint: bytes,
    size,
  });
  if (bytes === null) return alarm('WATCH_UNREACHABLE', 'there is no checkpoint', null);
  const verdict = await verifyCheckpoint(bytes, policy, tools);
  if (!verdict.ok) return alarm('WATCH_SIGNATURE', `${verdict.code} ${verdict.detail}`, null);
  const head = verdict.checkpoint;
  const broken = memory === null ? null : await comparedWith(memory, head, reader, tools);
  if (broken !== null) return alarm(broken.code, broken.detail, head.size);
  const { bundles, next } = toRead(memory, head.size, options.recheck);
  const findings = await checkBundles(reader, head, bundles, tools.sha256);
  if (findings.length > 0) return { alarms: findings, memory, checkpoint: bytes, size: head.size };
  const since = memory !== null && memory.size === head.size ? memory.since : options.now;
  return {
    alarms: staleness(head, since, options),
    memory: { size: head.size, root: head.root, since, next },
    checkpoint: bytes,
    size: head.size,
  };
}

async function comparedWith(
  memory: WatchMemory,
  head: VerifiedCheckpoint,
  reader: RegisterReader,
  { sha256, digest }: FsckTools,
): Promise<{ readonly code: WatchCode; readonly detail: string } | null> {
  if (head.size < memory.size) return { code: 'WATCH_ROLLBACK', detail: `${head.size} entries, there were ${memory.size}` };
  if (head.size === memory.size)
    return sameBytes(head.root, memory.root)
      ? null
      : { code: 'WATCH_FORK', detail: `root ${hex(head.root)} and ${hex(memory.root)} of ${head.size} entries` };
  const claim = { oldSize: memory.size, size: head.size, oldRoot: memory.root, root: head.root };
  try {
    const proof = await proveConsistency(nodesOf(reader, head.size, sha256), sha256, memory.size, head.size);
    if (await verifyConsistency(digest, { ...claim, proof })) return null;
    return { code: 'WATCH_REWRITTEN', detail: `${head.size} entries do not begin with the ${memory.size} that were seen` };
  } catch (error) {
    const { code, message } = asDecodeError(error);
    if (code === 'internal') throw error;
    return { code: 'WATCH_TILE', detail: message };
  }
}

/** Bundles with new entries, and of those before as many as are to be read again, in turn. */
function toRead(
  memory: WatchMemory | null,
  size: number,
  recheck: number | null,
): { readonly bundles: readonly number[]; readonly next: number } {
  const count = Math.ceil(size / tileWidth);
  const firstNew = Math.min(count, Math.floor((memory?.size ?? 0) / tileWidth));
  const again = Math.min(firstNew, recheck ?? firstNew);
  const start = firstNew === 0 ? 0 : (memory?.next ?? 0) % firstNew;
  const old = Array.from({ length: again }, (_, at) => (start + at) % firstNew);
  const fresh = Array.from({ length: count - firstNew }, (_, at) => firstNew + at);
  return { bundles: [...old, ...fresh], next: firstNew === 0 ? 0 : (start + again) % firstNew };
}

/** A witness that signed lately shows that the log is alive, also when there is nothing to say. */
function staleness({ witnessed }: VerifiedCheckpoint, since: number, { stale, now }: WatchOptions): readonly WatchAlarm[] {
  const last = witnessed.reduce((latest, { time }) => Math.max(latest, time), since);
  if (stale === null || now - last <= stale) return [];
  return [{ code: 'WATCH_STALE', at: 'checkpoint', detail: `nothing new for ${now - last} seconds` }];
}
