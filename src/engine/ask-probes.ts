import { by } from '../foundation/order.ts';
import type { Dossier, Part, PartKind } from '../model/dossier.ts';
import type { Finding } from '../model/finding.ts';
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

function inputFor({ dossier, subjects, scheme, tables, asOf }: Asking, part: Part): ProbeInput {
  const speaksFor = (item: { readonly part: string | null }): boolean => item.part === null || item.part === part.id;
  return {
    product: dossier.product,
    part,
    subjects: subjects
      .filter((subject) => speaksFor(subject.item) || isStray(subject, part, dossier))
      .sort(by((subject) => subject.item.file)),
    // What was adopted from our own findings is no statement of the maker's.
    statements: dossier.statements.filter((statement) => speaksFor(statement) && !statement.adopted),
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

/** An image that is filed under a service or an app still runs on something: it speaks for the device, or a bad one could be filed away. */
function isStray({ item, exhibits }: Subject, part: Part, { parts }: Dossier): boolean {
  const kind = exhibits.evidence[0]?.kind;
  const owner = parts.find(({ id }) => id === item.part);
  return (
    part.kind === 'device' &&
    owner !== undefined &&
    !withFirmware.includes(owner.kind) &&
    (kind === 'firmware' || kind === 'rootfs' || kind === 'elf')
  );
}

function findingsOf(asking: Asking, probe: Probe, input: ProbeInput): readonly Finding[] {
  const held = input.subjects.map(({ item, sha256 }) => ({ name: item.file, custody: item.custody, sha256 }));
  return [...probe.ask(input), ...recordAnswers(probe.id, input)]
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
      return { ...answer, id: `${probe.id}/${input.part.id}/${index}`, probe: probe.id, part: input.part.id, assurance: counted, claimed };
    });
}
