import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { defaultLimits } from '../../foundation/budget.ts';
import { type Exhibits, noExhibits, type ProblemExhibit } from '../../model/exhibits.ts';
import { engineVersion } from '../engine-version.ts';

/** What can still be said of evidence that was not taken apart: a file's digest and size, all of it unread, and why. A folder has no digest then. */
export async function unreadEvidence(name: string, path: string, { code, detail }: Omit<ProblemExhibit, 'at'>): Promise<Exhibits> {
  const stat = statSync(path);
  const bytes = stat.isFile() ? stat.size : 0;
  return {
    engine: engineVersion,
    evidence: [{ name, sha256: stat.isFile() ? await fileDigest(path) : '', bytes, kind: 'unknown' }],
    coverage: { bytes, identified: 0, opaque: 0, unread: bytes },
    limits: Object.entries(defaultLimits).map(([limit, allowed]) => ({ limit, allowed, spent: 0 })),
    ...noExhibits,
    files: null,
    problems: [{ code, at: name, detail }],
  };
}

async function fileDigest(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
