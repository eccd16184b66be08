import type { ComponentExhibit } from '../../model/exhibits.ts';
import type { Answer } from '../../model/finding.ts';
import type { Probe, ProbeInput, Subject } from '../../model/probe.ts';
import { absent, concluded, count, unknown, yes } from '../answer.ts';
import { coverageObstacles } from '../coverage.ts';
import { firmwareSubjects } from '../firmware-subjects.ts';
import { readInventory, unversioned } from '../inventory.ts';
import { makersSboms } from '../makers-sboms.ts';
import { cra, en303645 } from '../references.ts';

export const inventorySupplied: Probe = {
  id: 'inventory-supplied',
  title: 'Is there any inventory (SBOM) of the software that the maker drew up?',
  references: [cra('Part II (1)'), en303645('5.2-3')],
  limitations: [
    'Reads the SBOM forms that the engine reads; another form is unknown.',
    'An SBOM that this engine wrote is told by the tool it names.',
  ],
  needs: ['sbom', 'test-record'],
  ask: (input) => {
    const sboms = makersSboms(input);
    const held = firmwareSubjects(input).flatMap(({ exhibits }) =>
      exhibits.components.filter(({ method, version }) => method !== 'sbom' && version !== null),
    );
    return sboms.length === 0
      ? [absent("no SBOM of the maker's own in the dossier")]
      : sboms.map((subject) => answerOn(subject, input, held));
  },
};

function answerOn(subject: Subject, { unaccountedBytes }: ProbeInput, held: readonly ComponentExhibit[]): Answer {
  const { item, exhibits } = subject;
  const declared = exhibits.components.filter(({ method }) => method === 'sbom');
  const scope = `${count(declared.length, 'component')} in ${item.file}`;
  const open = unversioned(held, readInventory(declared));
  if (open.length > 0) return unknown(open, scope, [item.file]);
  if (declared.length > 0) return yes([{ at: item.file, note: count(declared.length, 'component') }], scope, [item.file]);
  const isSbom = exhibits.evidence.some(({ kind }) => kind === 'sbom');
  const blocking = coverageObstacles(subject, unaccountedBytes);
  if (!isSbom && blocking.length === 0)
    return unknown([{ reason: 'unsupported', at: item.file, note: 'not an SBOM of a known form' }], scope, [item.file]);
  return concluded([], blocking, scope, [item.file]);
}
