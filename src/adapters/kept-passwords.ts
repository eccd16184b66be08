import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { KnownPassword, PasswordMemo } from '../model/password-memo.ts';
import type { Tables } from '../model/tables.ts';

/** More answers than this are not kept. */
const most = 10_000;

/**
 * Answers about slow password hashes, kept between runs under the digest of the table they were tried against; the hash itself stands there as a
 * digest. A cache that is missing, damaged or not writable is an empty one. `IQS_CACHE` names another folder, or `off`.
 */
export function keptPasswords(tables: Tables, folder = cacheFolder()): PasswordMemo {
  if (folder === null) return { get: () => undefined, set: () => undefined };
  const path = join(folder, `passwords-${(tables.digests['known-logins'] ?? 'none').slice(0, 16)}.json`);
  let answers: Map<string, KnownPassword> | undefined;
  const loaded = (): Map<string, KnownPassword> => (answers ??= load(path));
  return {
    get: (key) => loaded().get(digest(key)),
    set: (key, value) => {
      if (loaded().size >= most) return;
      loaded().set(digest(key), value);
      save(path, loaded());
    },
  };
}

function cacheFolder(): string | null {
  const chosen = process.env['IQS_CACHE'];
  if (chosen === 'off') return null;
  return chosen ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'iqs');
}

function load(path: string): Map<string, KnownPassword> {
  try {
    const entries = Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, KnownPassword>);
    return new Map(
      entries.filter(([, value]) => (value.known === null || typeof value.known === 'string') && Number.isSafeInteger(value.tried)),
    );
  } catch {
    return new Map();
  }
}

/** Written beside and renamed, so that two runs at once leave one whole file. */
function save(path: string, answers: ReadonlyMap<string, KnownPassword>): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(`${path}.${process.pid}`, JSON.stringify(Object.fromEntries(answers)), { mode: 0o600 });
    renameSync(`${path}.${process.pid}`, path);
  } catch {
    // A cache that cannot be written is no reason to stop.
  }
}

const digest = (key: string): string => createHash('sha256').update(key).digest('hex');
