import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstDifference } from '../../engine/bundle/first-difference.ts';
import { UserError } from '../../foundation/user-error.ts';
import { loadDossier } from '../dossier/load-dossier.ts';
import { type InspectOptions, inspectEvidence } from '../inspect/inspect-evidence.ts';
import type { OpenedBundle } from './open-bundle.ts';
import type { ReplayDifference } from './replay-bundle.ts';

/**
 * Inspects the evidence of a dossier on disk again and compares what it shows with a bundle's exhibits, the first difference of each piece; `engine`,
 * which names who decoded, aside. Refuses a folder whose product.yaml is not the bundle's with `REPLAY_OTHER_DOSSIER`.
 */
export async function inspectAgain(bundle: OpenedBundle, folder: string, options: InspectOptions): Promise<readonly ReplayDifference[]> {
  const { dossier, files } = loadDossier(folder);
  const path = join(folder, 'product.yaml');
  if (!readFileSync(path).equals(bundle.product))
    throw new UserError('REPLAY_OTHER_DOSSIER', "not the bundle's product.yaml", path, 'give the folder that the bundle was made from');
  const evidence = dossier.evidence.map((item, index) => ({ name: item.file, path: files[index] as string, device: item.device }));
  const inspected = await inspectEvidence(evidence, options);
  return inspected.flatMap(({ exhibits }, index) => {
    const theirs = bundle.subjects[index]?.exhibits;
    const found = firstDifference({ ...theirs, engine: null }, JSON.parse(JSON.stringify({ ...exhibits, engine: null })));
    return found === null ? [] : [{ in: bundle.manifest.evidence[index]?.exhibits ?? '', ...found }];
  });
}
