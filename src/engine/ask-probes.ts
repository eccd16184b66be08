import { by } from '../foundation/order.ts';
import type { Dossier, Part, PartKind } from '../model/dossier.ts';
import type { EvidenceKind } from '../model/exhibits.ts';
import type { Answer, Finding } from '../model/finding.ts';
import type { Probe, ProbeInput, Subject } from '../model/probe.ts';
import type { Scheme } from '../model/scheme.ts';
import type { Tables } from '../model/tables.ts';
import { recordAnswers } from '../probes/records.ts';
import type { Attested } from './assurance-of.ts';
import { assuranceOf } from './assurance-of.ts';

export type Asking = {
  readonly dossier: Dossier;
  readonly subjects: readonly Subject[];
  readonly probes: readonly Probe[];
  readonly scheme: Scheme;
  readonly tables: Tables;
  readonly asOf: string;
  readonly attested: Attested;
};

/** Asks every probe of every part and gives the findings in an order that no order of evidence or of probes shows in. */
export function askProbes(asking: Asking): readonly Finding[] {
  const probes = [...asking.probes].sort(by((probe) => probe.id));
  const parts = [...asking.dossier.parts].sort(by((part) => part.id));
  return parts.flatMap((part) => {
    const input = inputFor(asking, part);
    return probes.flatMap((probe) => findingsOf(asking, probe, input));
  });
}

export function inputFor({ dossier, subjects, scheme, tables, asOf }: Asking, part: Part): ProbeInput {
  const isOwn = (item: { readonly part: string | null }): boolean => item.part === null || item.part === part.id;
  return {
    product: dossier.product,
    part,
    subjects: subjects.filter((subject) => isOwn(subject.item) || isStray(subject, part, dossier)).sort(by((subject) => subject.item.file)),
    // What was adopted from our own findings is no statement of the maker's.
    statements: dossier.statements.filter((statement) => isOwn(statement) && !statement.adopted),
    endpoints: dossier.endpoints,
    thirdParties: dossier.thirdParties,
    asOf,
    unaccountedBytes: scheme.unaccountedBytes,
    labelMonths: scheme.labelMonths,
    endOfLife: tables.endOfLife,
  };
}

/** Parts whose software a firmware image is. */
const withFirmware: readonly PartKind[] = ['device', 'hub', 'module'];

/** What a piece of evidence shows that is filed under a part which it cannot be of: software runs on the device, and a capture shows device and network. */
const speaksFor: Readonly<Partial<Record<EvidenceKind, { readonly owners: readonly PartKind[]; readonly to: readonly PartKind[] }>>> = {
  firmware: { owners: withFirmware, to: ['device'] },
  rootfs: { owners: withFirmware, to: ['device'] },
  elf: { owners: withFirmware, to: ['device'] },
  capture: { owners: [], to: ['device', 'network'] },
};

/** Evidence that is filed under another part still speaks, or a bad piece could be filed away. */
function isStray({ item, exhibits }: Subject, part: Part, { parts }: Dossier): boolean {
  const says = speaksFor[exhibits.evidence[0]?.kind ?? 'unknown'];
  const owner = parts.find(({ id }) => id === item.part);
  return owner !== undefined && says !== undefined && says.to.includes(part.kind) && !says.owners.includes(owner.kind);
}

const findingsOf = (asking: Asking, probe: Probe, input: ProbeInput): readonly Finding[] =>
  settledFindings(asking, {
    question: probe.id,
    part: input.part.id,
    subjects: input.subjects,
    answers: [...probe.ask(input), ...recordAnswers(probe.id, input)],
  });

type Answered = {
  readonly question: string;
  readonly part: string;
  readonly subjects: readonly Subject[];
  readonly answers: readonly Answer[];
};

/** Answers as findings: each with what it counts as, numbered from `first` in an order that no order of evidence shows in. */
export function settledFindings(asking: Asking, { question, part, subjects, answers }: Answered, first = 0): readonly Finding[] {
  const held = subjects.map(({ item, sha256 }) => ({ name: item.file, custody: item.custody, sha256 }));
  return answers
    .map((answer) => ({
      ...answer,
      places: [...answer.places].sort(
        by(
          (place) => place.at,
          (place) => place.note,
        ),
      ),
      evidence: [...answer.evidence].sort(),
    }))
    .sort(by((answer) => JSON.stringify(answer)))
    .map((answer, index) => {
      const { counted, claimed } = assuranceOf(answer, held, asking.attested);
      return { ...answer, id: `${question}/${part}/${first + index}`, probe: question, part, assurance: counted, claimed };
    });
}
