import { webcrypto } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Platform, Subtle } from '../credential/verify/platform.ts';

const unpack = promisify(gunzip);

/** What verifying needs, from Node. */
export const nodePlatform: Platform = {
  subtle: webcrypto.subtle as unknown as Subtle,
  gunzip: (packed, most) => unpack(packed, { maxOutputLength: most }).catch(() => null),
};
