import { writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { inspectEvidence } from '../adapters/inspect/inspect-evidence.ts';
import { escapeName } from '../foundation/decode-name.ts';
import { UserError } from '../foundation/user-error.ts';
import { mergeExhibits } from '../intake/inspect.ts';
import { mudProfile } from '../reports/mud/mud-profile.ts';
import { exitCodes } from './exit-codes.ts';
import { progressLine } from './progress-line.ts';

export type ProfileFlags = {
  readonly device?: string | undefined;
  readonly url?: string | undefined;
  readonly name?: string | undefined;
  readonly out?: string | undefined;
};

/** A router fetches the file again after a day: a first profile is seldom the last. */
const cacheHours = 24;

/** `iqs profile CAPTURE...`: the strictest MUD file (RFC 8520) that captures of a device support, to a file or on standard output. */
export async function profileCommand(paths: readonly string[], flags: ProfileFlags, ready?: Worker): Promise<number> {
  const url = servedAt(flags);
  const progress = progressLine(process.stderr);
  const named = paths.map((path) => ({ path, name: escapeName(basename(resolve(path)) || path), device: flags.device ?? null }));
  const inspected = await inspectEvidence(named, { onProgress: progress.show, files: false, ready });
  progress.clear();
  const exhibits = mergeExhibits(inspected.map((one) => one.exhibits));
  if (exhibits.captures.length === 0)
    throw new UserError('PROFILE_NO_CAPTURE', 'no capture is among the files', paths.join(' '), 'give pcap or pcapng files');
  const lastUpdate = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const profile = mudProfile(exhibits, { url, lastUpdate, systeminfo: flags.name ?? 'device under test', cacheHours });
  if (profile === null)
    throw new UserError(
      'PROFILE_NO_DEVICE',
      'the captures do not tell which host is the device',
      paths.join(' '),
      'name it by --device ADDRESS, a MAC or IP address',
    );
  if (flags.out === undefined) process.stdout.write(profile.json);
  else await writeFile(flags.out, profile.json);
  process.stderr.write(
    `${profile.peers.length} permissions for ${profile.device.join(', ')}${flags.out === undefined ? '' : `, written to ${flags.out}`}\n`,
  );
  for (const { why, count } of profile.leftOut) process.stderr.write(`left out: ${why} (${count})\n`);
  return exhibits.problems.length === 0 ? exitCodes.done : exitCodes.notAllRead;
}

/** RFC 8520, 3.2 and 5: an https URL. Without one the name stands under a domain that nobody can have (RFC 2606). */
function servedAt({ url, name }: ProfileFlags): string {
  if (url === undefined) return `https://mud.invalid/${encodeURIComponent(name ?? 'device')}.json`;
  if (url.length > 253 || !URL.canParse(url) || new URL(url).protocol !== 'https:')
    throw new UserError(
      'USAGE',
      'not an https URL of at most 253 characters (RFC 8520, 3.2 and 5)',
      '--url',
      'give the URL at which the file will be served',
    );
  return url;
}
