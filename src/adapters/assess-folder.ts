import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { assessDossier } from '../engine/assess-dossier.ts';
import { UserError } from '../foundation/user-error.ts';
import type { Assessment } from '../model/assessment.ts';
import type { HandedStatement, StatementProof } from '../model/component-statement.ts';
import type { EvidenceItem } from '../model/dossier.ts';
import type { Exhibits } from '../model/exhibits.ts';
import type { Subject } from '../model/probe.ts';
import type { Scheme } from '../model/scheme.ts';
import type { Tables } from '../model/tables.ts';
import { probes } from '../probes/probes.generated.ts';
import { loadDossier } from './dossier/load-dossier.ts';
import { readStatementFile } from './dossier/read-statement-file.ts';
import { statementItems } from './dossier/statement-items.ts';
import { engineVersion } from './engine-version.ts';
import type { InspectOptions } from './inspect/inspect-evidence.ts';
import { inspectEvidence } from './inspect/inspect-evidence.ts';
import { isReadAsText } from './is-read-as-text.ts';
import { readEvidence } from './read-evidence.ts';
import type { StatementProver } from './verify/statement-prover.ts';

export type AssessOptions = InspectOptions & {
  readonly scheme: Scheme;
  readonly tables: Tables;
  /** RFC 3339 date the assessment is as of. */
  readonly asOf: string;
  /** Digests of evidence that a checked signature or the programme's own record covers; none where left out. */
  readonly attested?: ReadonlySet<string>;
  /** Checks the signatures of component statements; where left out nobody does. */
  readonly prove?: StatementProver | undefined;
};

export type AssessedFolder = { readonly assessment: Assessment; readonly exhibits: readonly Exhibits[] };

/** The whole line for one dossier on disk: read, inspect, ask, judge. */
export async function assessFolder(folder: string, options: AssessOptions): Promise<AssessedFolder> {
  const { dossier, files } = loadDossier(folder);
  const statements = await readStatements(dossier.evidence, files, options.prove);
  const paths = dossier.evidence.map((item, index) => ({ name: item.file, path: files[index] as string, device: item.device }));
  const inspected = await inspectEvidence(paths, options);
  const subjects = dossier.evidence.map((item, index): Subject => {
    const { exhibits } = inspected[index] as (typeof inspected)[number];
    return { item, sha256: exhibits.evidence[0]?.sha256 ?? '', exhibits, text: documentText(exhibits, files[index] as string) };
  });
  const handed = statements.map(({ index, ...rest }): HandedStatement => ({ ...rest, sha256: subjects[index]?.sha256 ?? '' }));
  const assessment = assessDossier({
    engine: engineVersion,
    dossier,
    subjects,
    statements: handed,
    probes,
    scheme: options.scheme,
    tables: options.tables,
    asOf: options.asOf,
    // Where nobody checked a signature, no evidence counts above `supplied` (docs/adr/0007).
    attested: options.attested ?? new Set(),
    reproducible: inspected.every((one) => one.reproducible),
  });
  return { assessment, exhibits: inspected.map((one) => one.exhibits) };
}

type ReadStatement = Omit<HandedStatement, 'sha256'> & { readonly index: number };

/** The component statements of a dossier, read and their signatures checked before the long work begins. */
async function readStatements(
  evidence: readonly EvidenceItem[],
  files: readonly string[],
  prove: StatementProver | undefined,
): Promise<readonly ReadStatement[]> {
  const read: ReadStatement[] = [];
  for (const { file, part, custody, index } of statementItems(evidence)) {
    const bytes = fileBytes(files[index] as string);
    const { credential, number, statement } = readStatementFile(bytes, file);
    const verdict = credential === null ? undefined : await prove?.(credential, number);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const proof: StatementProof | undefined = verdict === undefined ? undefined : { file, sha256, ...verdict };
    read.push({ file, part, custody, index, statement: statement(proof), proof });
  }
  return read;
}

function fileBytes(path: string): Uint8Array {
  const read = readEvidence(path);
  if (read instanceof Uint8Array) return read;
  throw new UserError('STATEMENT_YAML', 'a folder', path, 'hand in the statement as one file');
}

function documentText(exhibits: Exhibits, path: string): string | null {
  const [evidence] = exhibits.evidence;
  return evidence && isReadAsText(evidence) ? readFileSync(path, 'utf8') : null;
}
