import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { constants, createGunzip, gunzipSync } from 'node:zlib';
import { isCaptureHead } from '../../intake/capture/capture-file.ts';
import type { CaptureInspection } from '../../intake/capture/inspect-capture.ts';
import type { Exhibits } from '../../model/exhibits.ts';

export type CaptureForm = 'plain' | 'gzip';

const chunkBytes = 2 ** 20;

/** Whether a file is a capture, as it is or compressed by gzip, by its first bytes; null for everything else. */
export function captureForm(path: string): CaptureForm | null {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(4096);
    const bytes = head.subarray(0, readSync(file, head, 0, head.length, 0));
    if (isCaptureHead(bytes)) return 'plain';
    return bytes[0] === 0x1f && bytes[1] === 0x8b && isCaptureHead(firstUnzipped(bytes)) ? 'gzip' : null;
  } finally {
    closeSync(file);
  }
}

function firstUnzipped(bytes: Buffer): Uint8Array {
  try {
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 2 ** 20 }).subarray(0, 64);
  } catch {
    return new Uint8Array(0);
  }
}

/** Streams a capture through its inspection, in memory that does not grow with it, and hashes the file as it passes. */
export async function streamCapture(path: string, form: CaptureForm, inspection: CaptureInspection): Promise<Exhibits> {
  const hash = createHash('sha256');
  if (form === 'plain') {
    const bytes = streamPlain(path, hash, inspection);
    return inspection.finish({ sha256: hash.digest('hex'), bytes, cut: null });
  }
  const { bytes, cut } = await streamZipped(path, hash, inspection);
  return inspection.finish({ sha256: hash.digest('hex'), bytes, cut });
}

type Hash = ReturnType<typeof createHash>;

/** One buffer for all chunks: the inspection copies what it keeps. */
function streamPlain(path: string, hash: Hash, inspection: CaptureInspection): number {
  const file = openSync(path, 'r');
  try {
    const buffer = new Uint8Array(chunkBytes);
    let bytes = 0;
    for (let got = readSync(file, buffer, 0, chunkBytes, null); got > 0; got = readSync(file, buffer, 0, chunkBytes, null)) {
      const chunk = buffer.subarray(0, got);
      hash.update(chunk);
      inspection.push(chunk);
      bytes += got;
    }
    return bytes;
  } finally {
    closeSync(file);
  }
}

async function streamZipped(
  path: string,
  hash: Hash,
  inspection: CaptureInspection,
): Promise<{ readonly bytes: number; readonly cut: string | null }> {
  const gunzip = createGunzip({ chunkSize: chunkBytes });
  let bytes = 0;
  const source = createReadStream(path, { highWaterMark: chunkBytes });
  source.on('data', (chunk) => {
    hash.update(chunk);
    bytes += chunk.length;
  });
  const ended = new Promise<void>((resolve) => void source.once('close', resolve));
  source.pipe(gunzip);
  let cut: string | null = null;
  try {
    for await (const chunk of gunzip) inspection.push(chunk as Uint8Array);
  } catch (error) {
    cut = `the compressed file cannot be read to its end (${(error as NodeJS.ErrnoException).code ?? 'damaged'})`;
    source.unpipe(gunzip);
    source.resume();
  }
  await ended;
  return { bytes, cut };
}
