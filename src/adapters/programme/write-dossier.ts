import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../../foundation/user-error.ts';
import type { Case } from '../../model/case.ts';
import type { EvidenceStore } from '../evidence-store/evidence-store.ts';

/**
 * A case as a dossier on disk: product.yaml and its evidence out of the store, each file checked against its digest as it is copied. Refused: `DESCRIPTION_MISSING`,
 * `DOSSIER_OUTSIDE` for a file that would stand outside the folder, `EVIDENCE_UNKNOWN`, `EVIDENCE_DAMAGED`.
 */
export async function writeDossier(
  of: Pick<Case, 'id' | 'description' | 'statements' | 'evidence'>,
  folder: string,
  store: Pick<EvidenceStore, 'get'>,
): Promise<void> {
  const { id, description, statements, evidence } = of;
  if (description === null)
    throw new UserError('DESCRIPTION_MISSING', 'the product is not described', id, 'describe it and its parts first');
  for (const { file, sha256 } of evidence) {
    const path = placeIn(folder, file);
    await mkdir(dirname(path), { recursive: true });
    await pipeline(Readable.from(await store.get(sha256, { verify: true })), createWriteStream(path, { flags: 'wx' }));
  }
  const items = evidence.map(({ sha256: _sha256, bytes: _bytes, by: _by, role: _role, at: _at, ...item }) => item);
  // JSON is YAML, and reads the same under every version of it.
  await writeFile(
    join(folder, 'product.yaml'),
    JSON.stringify({ iqs: 'dossier/1', ...description, evidence: items, statements }, undefined, 2),
    {
      flag: 'wx',
    },
  );
}

/** Threat: evidence named `../../etc/cron.d/x`. */
function placeIn(folder: string, name: string): string {
  const path = resolve(folder, name);
  const inside = relative(folder, path);
  if (inside === '' || inside === 'product.yaml' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside))
    throw new UserError('DOSSIER_OUTSIDE', 'this is no name for a file of a dossier', name, 'remove it and add it under another name');
  return path;
}
