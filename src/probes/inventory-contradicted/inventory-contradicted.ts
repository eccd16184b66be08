import type { ComponentExhibit } from '../../model/exhibits.ts';
import type { Place } from '../../model/finding.ts';
import type { Probe, Subject } from '../../model/probe.ts';
import type { Obstacle } from '../answer.ts';
import { absent, count } from '../answer.ts';
import type { Look } from '../ask-firmware.ts';
import { askFirmware } from '../ask-firmware.ts';
import { upstreamVersion } from '../component-names.ts';
import { coverageObstacles } from '../coverage.ts';
import { firmwareNeeds } from '../firmware-subjects.ts';
import type { Inventory } from '../inventory.ts';
import { inventoried, readInventory, unversioned } from '../inventory.ts';
import { makersSboms } from '../makers-sboms.ts';
import { cra, en303645 } from '../references.ts';

/** Declaration against reality, for the inventory. */
export const inventoryContradicted: Probe = {
  id: 'inventory-contradicted',
  title: "Does the image hold any component that the maker's inventory lacks or has at another version?",
  references: [cra('Part II (1)'), en303645('5.2-3')],
  limitations: [
    'Compares names as written and without `lib`, and versions without what a packager adds.',
    'What the inventory has and the image does not show is not looked at.',
  ],
  needs: [...firmwareNeeds, 'sbom'],
  ask: (input) => {
    const sboms = makersSboms(input);
    if (sboms.length === 0) return [absent("no SBOM of the maker's own in the dossier")];
    const unread = sboms.flatMap((sbom) => sbomObstacles(sbom, input.unaccountedBytes));
    const inventory = readInventory(sboms.flatMap(({ exhibits }) => exhibits.components));
    const files = sboms.map(({ item }) => item.file);
    const usable = inventory.size > 0;
    return askFirmware(input, (subject) =>
      usable ? look(subject, inventory, unread) : { found: [], obstacles: unread, scope: 'components' },
    ).map((answer) => (answer.evidence.length === 0 ? answer : { ...answer, evidence: [...answer.evidence, ...files] }));
  },
};

/** An SBOM that was not read in full may hold what seems to be missing. */
function sbomObstacles(sbom: Subject, unaccountedBytes: number): readonly Obstacle[] {
  const empty = sbom.exhibits.components.some(({ method }) => method === 'sbom')
    ? []
    : [{ reason: 'unsupported' as const, at: sbom.item.file, note: 'no component was read from it' }];
  return [...coverageObstacles(sbom, unaccountedBytes), ...empty];
}

function look({ item, exhibits }: Subject, inventory: Inventory, unread: readonly Obstacle[]): Look {
  const known = exhibits.components.filter(({ method, version }) => method !== 'sbom' && version !== null);
  const differing = known.flatMap((component) => differenceOf(component, inventory));
  const none: Obstacle = { reason: 'not-located', at: item.file, note: 'no component with a version was recognised' };
  return {
    found: unread.length > 0 ? [] : differing,
    obstacles: [...unread, ...unversioned(known, inventory), ...(known.length === 0 ? [none] : [])],
    scope: count(known.length, 'component with a version', 'components with a version'),
  };
}

function differenceOf(component: ComponentExhibit, inventory: Inventory): readonly Place[] {
  const versions = inventoried(component, inventory);
  const own = upstreamVersion(component.version ?? '');
  if (versions.some((version) => version === null || version === own)) return [];
  const declared = [...new Set(versions)].slice(0, 3).join(', ');
  const note = `${component.name} ${component.version}: the inventory ${versions.length === 0 ? 'does not have it' : `has ${declared}`}`;
  return [{ at: component.at, note: note }];
}
