import { open, rm } from 'node:fs/promises';
import { S3mini, S3ServiceError } from 's3mini';
import { UserError } from '../../foundation/user-error.ts';
import type { EvidenceStore, StoredEvidence } from './evidence-store.ts';
import { evidenceUnknown } from './evidence-unknown.ts';
import { isDigest } from './is-digest.ts';
import { digestFile, spool } from './spool.ts';
import { verified } from './verified.ts';

export type S3Place = {
  /** With the bucket in its path: `https://s3.example/bucket`. */
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Where bytes wait whose digest is not known yet. */
  readonly spoolFolder: string;
};

// 10,000 parts are the most S3 takes, so 160 GB.
const partBytes = 16 * 1024 * 1024;
const prefix = 'evidence/';
const pageKeys = 1000;

/** A bucket of anything that speaks S3, an object each. An object is there whole or not at all; parts of an upload that was killed are the bucket's lifecycle rule to remove. */
export function s3Store({ spoolFolder, ...place }: S3Place): EvidenceStore {
  const s3 = new S3mini(place);
  const reach = <T>(work: () => Promise<T>): Promise<T> => reaching(place.endpoint, work);
  const has = (sha256: string): Promise<number | null> =>
    isDigest(sha256) ? reach(() => sizeOf(s3, keyOf(sha256))) : Promise.resolve(null);
  return {
    has,
    put: async (source, { maxBytes, mayMove } = {}) => {
      const file =
        typeof source === 'string' ? { path: source, ...(await digestFile(source, maxBytes)) } : await spool(source, spoolFolder, maxBytes);
      try {
        if ((await has(file.sha256)) !== file.bytes) await reach(() => upload(s3, file));
      } finally {
        if (typeof source !== 'string') await rm(file.path, { force: true });
      }
      if (mayMove === true) await rm(file.path, { force: true });
      return { sha256: file.sha256, bytes: file.bytes };
    },
    get: async (sha256, { from = 0, to, verify = false } = {}) => {
      const bytes = await has(sha256);
      if (bytes === null) throw evidenceUnknown(sha256, place.endpoint);
      const end = Math.min(to ?? bytes, bytes);
      if (end <= from) return nothing();
      const whole = from === 0 && end === bytes;
      const { body } = await reach(() => s3.getObjectRaw(keyOf(sha256), whole, from, end));
      if (body === null) return nothing();
      return verify && whole ? verified(body, sha256, place.endpoint) : body;
    },
    remove: async (sha256) => {
      if (isDigest(sha256)) await reach(() => s3.deleteObject(keyOf(sha256)));
    },
    list: () => listed(s3, reach),
  };
}

const keyOf = (sha256: string): string => `${prefix}${sha256.slice(0, 2)}/${sha256.slice(2)}`;

async function reaching<T>(endpoint: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(
      'EVIDENCE_STORE_UNREACHABLE',
      `the S3 store did not do as asked: ${reason}`,
      endpoint,
      'check that it runs, the bucket, the region, the keys and their rights',
    );
  }
}

async function sizeOf(s3: S3mini, key: string): Promise<number | null> {
  try {
    return await s3.getContentLength(key);
  } catch (error) {
    const cause = error instanceof Error ? error.cause : null;
    if (cause instanceof S3ServiceError && cause.status === 404) return null;
    throw error;
  }
}

type LocalFile = StoredEvidence & { readonly path: string };

async function upload(s3: S3mini, { path, sha256, bytes }: LocalFile): Promise<void> {
  const file = await open(path, 'r');
  try {
    const read = async (at: number, length: number): Promise<Buffer> => {
      const part = Buffer.alloc(length);
      for (let filled = 0; filled < length; ) {
        const { bytesRead } = await file.read(part, filled, length - filled, at + filled);
        if (bytesRead === 0) throw new UserError('EVIDENCE_CHANGED', 'the file became shorter while it was stored', path, 'bring it again');
        filled += bytesRead;
      }
      return part;
    };
    if (bytes <= partBytes) await s3.putObject(keyOf(sha256), await read(0, bytes));
    else await uploadParts(s3, keyOf(sha256), bytes, read);
  } finally {
    await file.close();
  }
}

async function uploadParts(s3: S3mini, key: string, bytes: number, read: (at: number, length: number) => Promise<Buffer>): Promise<void> {
  const id = await s3.getMultipartUploadId(key);
  try {
    const parts = [];
    for (let at = 0; at < bytes; at += partBytes) {
      parts.push(await s3.uploadPart(key, id, await read(at, Math.min(partBytes, bytes - at)), parts.length + 1));
    }
    await s3.completeMultipartUpload(key, id, parts);
  } catch (error) {
    await s3.abortMultipartUpload(key, id).catch(() => undefined);
    throw error;
  }
}

async function* listed(s3: S3mini, reach: <T>(work: () => Promise<T>) => Promise<T>): AsyncIterable<StoredEvidence> {
  let token: string | undefined;
  do {
    const page = await reach(() => s3.listObjectsPaged('/', prefix, pageKeys, token));
    for (const { Key, Size } of page?.objects ?? []) {
      const sha256 = Key.slice(prefix.length).replace('/', '');
      if (isDigest(sha256)) yield { sha256, bytes: Number(Size) };
    }
    token = page?.nextContinuationToken;
  } while (token !== undefined);
}

async function* nothing(): AsyncIterable<Uint8Array> {
  // Asked for no byte.
}
