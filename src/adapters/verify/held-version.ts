import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import type { HeldVersion } from '../../credential/verify/version-cover.ts';
import { UserError } from '../../foundation/user-error.ts';

export type HeldFlags = {
  readonly firmware?: string | undefined;
  readonly digest?: string | undefined;
  readonly version?: string | undefined;
  readonly part?: string | undefined;
};

/** What somebody holds, from a file (hashed as it is read, of any size), a digest or a version; undefined where nothing is asked. Refused: `USAGE`, `FIRMWARE_MISSING`. */
export async function heldVersion({ firmware, digest, version, part }: HeldFlags): Promise<HeldVersion | undefined> {
  const given = [firmware, digest, version].filter((one) => one !== undefined);
  if (given.length === 0) return undefined;
  if (given.length > 1) throw new UserError('USAGE', 'more than one version', '--firmware, --digest, --version', 'give one of them');
  if (digest !== undefined && !/^[0-9a-f]{64}$/i.test(digest))
    throw new UserError('USAGE', 'no SHA-256', digest, 'give 64 hexadecimal digits');
  const own = firmware === undefined ? (digest?.toLowerCase() ?? null) : await digestOf(firmware);
  return { digest: own, version: version ?? null, part: part ?? null };
}

async function digestOf(path: string): Promise<string> {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile())
    throw new UserError('FIRMWARE_MISSING', 'no such file', path, 'give the firmware file as you have it');
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
