import { createHash } from 'node:crypto';
import { assessDossier } from '../../engine/assess-dossier.ts';
import { type Difference, firstDifference } from '../../engine/bundle/first-difference.ts';
import { UserError } from '../../foundation/user-error.ts';
import type { Assessment } from '../../model/assessment.ts';
import type { Catalogue } from '../../model/catalogue.ts';
import { probes } from '../../probes/probes.generated.ts';
import { assessmentJson } from '../../reports/assessment-json.ts';
import { chooseScheme } from '../catalogue/choose-scheme.ts';
import { engineVersion } from '../engine-version.ts';
import { type OpenedBundle, openBundle } from './open-bundle.ts';

/** What changes no result and must be known to weigh it. */
export type ReplayNote = 'ENGINE_DIFFERS' | 'SCHEME_NOT_OURS' | 'TABLE_NOT_OURS' | 'NOT_REPRODUCIBLE' | 'SIGNATURES_TAKEN';

/** A difference, and the file of the bundle in which theirs stands. */
export type ReplayDifference = Difference & { readonly in: string };

export type Replay = {
  readonly iqs: 'replay/1';
  readonly result: 'same' | 'differs';
  readonly engine: { readonly theirs: string; readonly ours: string };
  /** SHA-256 of the bundle and of the assessment in it. */
  readonly bundle: string;
  readonly assessment: string;
  readonly grade: Assessment['grade'];
  readonly notes: readonly ReplayNote[];
  readonly differences: readonly ReplayDifference[];
};

export type Replayed = { readonly replay: Replay; readonly opened: OpenedBundle; readonly recomputed: Assessment };

/**
 * Recomputes the assessment of a bundle from the bundle alone and says whether it comes to the same bytes (docs/spec/evidence-bundle.md, step 10).
 * The engine that made it is taken at its word in the `engine` field only. Refuses what `openBundle` refuses.
 */
export function replayBundle(archive: Uint8Array, catalogue: Catalogue): Replayed {
  const opened = openBundle(archive);
  const { manifest, dossier, subjects, scheme, endOfLife, assessment, statements, statementMappings } = opened;
  const recomputed = assessDossier({
    engine: manifest.engine,
    dossier,
    subjects,
    statements,
    probes,
    scheme,
    tables: { ...catalogue.tables, endOfLife, statementMappings: statementMappings ?? [], digests: manifest.tables },
    asOf: manifest.asOf,
    attested: new Set(),
    reproducible: manifest.reproducible,
  });
  const differences = differencesOf(assessment.bytes, recomputed);
  const replay: Replay = {
    iqs: 'replay/1',
    result: differences.length === 0 ? 'same' : 'differs',
    engine: { theirs: manifest.engine, ours: engineVersion },
    bundle: sha256(archive),
    assessment: sha256(assessment.bytes),
    grade: recomputed.grade,
    notes: notesOf(opened, catalogue),
    differences,
  };
  return { replay, opened, recomputed };
}

/** Bytes decide; both are canonical, so that values part where bytes do. */
function differencesOf(theirs: Uint8Array, recomputed: Assessment): readonly ReplayDifference[] {
  const text = assessmentJson(recomputed);
  if (Buffer.from(theirs).equals(Buffer.from(text))) return [];
  const found = firstDifference(JSON.parse(Buffer.from(theirs).toString('utf8')), JSON.parse(text));
  if (found === null) throw new UserError('INTERNAL', 'bytes part where values do not', 'assessment.json', 'report it: a defect of ours');
  return [{ in: 'assessment.json', ...found }];
}

function notesOf({ manifest, scheme, statements }: OpenedBundle, catalogue: Catalogue): readonly ReplayNote[] {
  const known =
    catalogue.schemes.some(({ source }) => source.id === scheme.id) && chooseScheme(catalogue, scheme.id).digest === scheme.digest;
  const tables = Object.entries(manifest.tables).every(([name, digest]) => catalogue.tables.digests[name] === digest);
  return [
    ...(manifest.engine === engineVersion ? [] : ['ENGINE_DIFFERS' as const]),
    ...(known ? [] : ['SCHEME_NOT_OURS' as const]),
    ...(tables ? [] : ['TABLE_NOT_OURS' as const]),
    ...(manifest.reproducible ? [] : ['NOT_REPRODUCIBLE' as const]),
    ...(statements.some(({ proof }) => proof !== undefined) ? ['SIGNATURES_TAKEN' as const] : []),
  ];
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
