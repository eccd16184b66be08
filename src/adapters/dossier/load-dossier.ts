import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../../foundation/user-error.ts';
import type { Dossier } from '../../model/dossier.ts';
import { readProduct } from './read-product.ts';

/** A dossier and where each evidence file stands on disk, in the dossier's order. */
export type LoadedDossier = { readonly dossier: Dossier; readonly files: readonly string[] };

/** A product.yaml beyond this is no description of a product. */
const largest = 2 ** 20;

/**
 * Reads `product.yaml` of a folder. Refuses a folder without one (`DOSSIER_MISSING`), one above 1 MiB (`DOSSIER_TOO_LARGE`), evidence that
 * stands outside the folder, links included (`DOSSIER_OUTSIDE`), or is not there (`EVIDENCE_MISSING`), and what `readProduct` refuses.
 */
export function loadDossier(folder: string): LoadedDossier {
  const path = join(folder, 'product.yaml');
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile()) throw new UserError('DOSSIER_MISSING', 'no product.yaml in this folder', folder, 'run: iqs init');
  if (stat.size > largest) throw new UserError('DOSSIER_TOO_LARGE', `${stat.size} bytes`, path, `keep it below ${largest} bytes`);
  const { dossier, evidenceAt } = readProduct(readFileSync(path, 'utf8'), 'product.yaml');
  const root = realpathSync(folder);
  const files = dossier.evidence.map(({ file }, index) => locate(root, file, evidenceAt[index] as string));
  return { dossier, files };
}

function locate(root: string, name: string, at: string): string {
  const file = resolve(root, name);
  refuseOutside(root, file, name, at);
  if (!existsSync(file)) throw new UserError('EVIDENCE_MISSING', `${name} is not there`, at, 'correct evidence.file in product.yaml');
  refuseOutside(root, realpathSync(file), name, at);
  return file;
}

/** Threat: a dossier from elsewhere that has our own files read, and quoted in a report. */
function refuseOutside(root: string, file: string, name: string, at: string): void {
  const inside = relative(root, file);
  if (inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside)) return;
  throw new UserError('DOSSIER_OUTSIDE', `${name} does not stand inside the dossier`, at, 'copy it into the folder');
}
