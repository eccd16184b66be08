import { createHmac, hash } from 'node:crypto';
import { compareSync } from 'bcryptjs';
import type { Host } from '../model/host.ts';
import { aes } from './aes.ts';
import { certificateFacts } from './certificate-facts.ts';
import { bzip2 } from './codecs/bzip2.ts';
import { deflate, gzip, zlib } from './codecs/inflate.ts';
import { lz4, lz4Block } from './codecs/lz4.ts';
import { lzma, rawLzma } from './codecs/lzma.ts';
import { lzo1x } from './codecs/lzo1x.ts';
import { xz } from './codecs/xz.ts';
import { zstd } from './codecs/zstd.ts';
import { keyFacts } from './key-facts.ts';
import { readXml } from './read-xml.ts';

/** The platform as the code below the host line sees it (2-house, rule 1), by Node and our own decoders. No state. */
export function createHost(): Host {
  return Object.freeze({
    codecs: Object.freeze({ gzip, zlib, deflate, bzip2, xz, lzma, zstd, lz4, 'lz4-block': lz4Block, lzo1x }),
    rawLzma,
    hash: (algorithm, bytes) => new Uint8Array(hash(algorithm, bytes, 'buffer')),
    hmac: (algorithm, key, bytes) => new Uint8Array(createHmac(algorithm, key).update(bytes).digest()),
    aes,
    certificate: certificateFacts,
    key: keyFacts,
    bcrypt,
    xml: readXml,
  } satisfies Host);
}

/** The most work factor that is tried: 2^12 rounds take a third of a second, and each step more doubles it. */
const MOST_COST = 12;

/** False for what is no bcrypt hash and for a cost above 12: a hostile hash may not hold the worker for hours. */
function bcrypt(password: string, stored: string): boolean {
  const cost = /^\$2[abxy]\$(\d\d)\$[./A-Za-z0-9]{53}$/.exec(stored)?.[1];
  if (cost === undefined || Number(cost) < 4 || Number(cost) > MOST_COST) return false;
  return compareSync(password, stored.replace('$2x$', '$2a$'));
}
