import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../../foundation/user-error.ts';
import type { Dossier } from '../../model/dossier.ts';
import { readProduct } from './read-product.ts';

/** A dossier and where each evidence file stands on disk, in the dossier's order. */
export type LoadedDossier = { readonly dossier: Dossier; readonly files: readonly string[] };

/** Reads `product.yaml` of a folder. Evidence must stand inside the folder, links included (`DOSSIER_OUTSIDE`), and be there (`EVIDENCE_MISSING`). */
export function loadDossier(folder: string): LoadedDossier {
  const path = join(folder, 'product.yaml');
  if (!existsSync(path)) throw new UserError('DOSSIER_MISSING', 'no product.yaml in this folder', folder, 'run: iqs init');
  const dossier = readProduct(readFileSync(path, 'utf8'), 'product.yaml');
  const root = realpathSync(folder);
  const files = dossier.evidence.map((item) => {
    const file = resolve(root, item.file);
    if (!existsSync(file))
      throw new UserError(
        'EVIDENCE_MISSING',
        'the dossier names it, but it is not there',
        item.file,
        'correct evidence.file in product.yaml',
      );
    const inside = relative(root, realpathSync(file));
    if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
      throw new UserError('DOSSIER_OUTSIDE', 'evidence must stand inside the dossier', item.file, 'copy it into the folder');
    }
    return file;
  });
  return { dossier, files };
}
