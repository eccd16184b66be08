import { grade } from '../assessment/assess.ts';
import { by } from '../foundation/order.ts';
import type { AssessedEvidence, Assessment } from '../model/assessment.ts';
import type { HandedStatement } from '../model/component-statement.ts';
import type { Subject } from '../model/probe.ts';
import { datesIn } from '../probes/dates-in.ts';
import type { Asking } from './ask-probes.ts';
import { askProbes } from './ask-probes.ts';
import type { Attested } from './assurance-of.ts';
import { countedCustody } from './assurance-of.ts';
import { weighStatements } from './weigh-statements.ts';

export type Assessing = Asking & {
  readonly engine: string;
  /** False when a watchdog stopped the inspection of some evidence. */
  readonly reproducible: boolean;
  /** Component statements as read; absent or empty: the dossier has none. */
  readonly statements?: readonly HandedStatement[];
};

/** From decoded evidence to an assessment: findings, verdicts, letters. Pure; `asOf` is an argument and nothing else tells the time. */
export function assessDossier(input: Assessing): Assessment {
  const { dossier, scheme } = input;
  const found = askProbes(input);
  const handed = input.statements ?? [];
  const weighed = handed.length === 0 ? null : weighStatements(input, handed, input.tables.statementMappings ?? [], found);
  const findings = [...found, ...(weighed?.findings ?? [])];
  const needs = new Map(input.probes.map((probe) => [probe.id, probe.needs] as const));
  const parts = [...dossier.parts].sort(by((part) => part.id));
  return {
    iqs: 'assessment/1',
    engine: input.engine,
    scheme: { id: scheme.id, vintage: scheme.vintage, status: scheme.status, digest: scheme.digest },
    tables: usedTables(input.tables.digests, weighed !== null),
    asOf: input.asOf,
    reproducible: input.reproducible,
    product: dossier.product,
    supportUntil: statedSupport(dossier),
    evidence: [...input.subjects].map((subject) => assessedEvidence(subject, input.attested)).sort(by((item) => item.name)),
    ...grade({ product: dossier.product, parts, findings, scheme, needs, statements: weighed?.statements }),
    findings,
  };
}

/** A dossier without component statements does not rest on what they may satisfy, and its assessment does not change with it. */
const usedTables = (digests: Assessment['tables'], withStatements: boolean): Assessment['tables'] =>
  withStatements ? digests : Object.fromEntries(Object.entries(digests).filter(([name]) => name !== 'component-statements'));

function assessedEvidence({ item, sha256, exhibits }: Subject, attested: Attested): AssessedEvidence {
  const { bytes, identified, opaque, unread } = exhibits.coverage;
  return {
    name: item.file,
    sha256,
    bytes,
    kind: exhibits.evidence[0]?.kind ?? 'unknown',
    is: item.is,
    part: item.part,
    version: item.version,
    custody: item.custody,
    counted: countedCustody({ name: item.file, custody: item.custody, sha256 }, attested),
    adopted: item.adopted,
    coverage: { identified, opaque, unread },
  };
}

/** The day the maker states, as the probes read it; the earliest where several are stated for several parts. */
function statedSupport({ statements }: Asking['dossier']): string | null {
  const days = statements
    .filter((statement) => statement.topic === 'support-until' && !statement.adopted)
    .map((statement) => datesIn(statement.value))
    .flatMap((dates) => (dates.length === 1 ? dates : []));
  return days.sort()[0] ?? null;
}
