import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import type { EvidencePath, InspectedEvidence } from './inspected-evidence.ts';

/**
 * What was read out of evidence before, by everything that it depends on, in this process: the same bytes under the same name give the same exhibits, whichever case or assessment
 * they belong to (7-performance-and-safety, Look only once). The least recently used goes first.
 */
export type InspectionMemo = {
  /** What was found; null: not looked at yet, or no file. */
  readonly find: (item: EvidencePath, files: boolean) => Promise<InspectedEvidence | null>;
  /** What a watchdog shaped is not kept. */
  readonly keep: (item: EvidencePath, files: boolean, inspected: InspectedEvidence) => Promise<void>;
};

/** `most`: pieces of evidence; what they hold together is a few times their text. */
export function inspectionMemo(most: number): InspectionMemo {
  const kept = new Map<string, InspectedEvidence>();
  return {
    find: async (item, files) => {
      const key = await keyOf(item, files);
      const found = key === null ? undefined : kept.get(key);
      if (key === null || found === undefined) return null;
      kept.delete(key);
      kept.set(key, found);
      return found;
    },
    keep: async (item, files, inspected) => {
      const key = await keyOf(item, files);
      if (key === null || !inspected.reproducible) return;
      kept.set(key, inspected);
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    },
  };
}

async function keyOf({ name, path, device = null }: EvidencePath, files: boolean): Promise<string | null> {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return null;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) hash.update(chunk as Uint8Array);
  return JSON.stringify([hash.digest('hex'), name, device, files]);
}
