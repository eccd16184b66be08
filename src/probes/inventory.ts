import type { ComponentExhibit } from '../model/exhibits.ts';
import type { Obstacle } from './answer.ts';
import { namesOf, upstreamVersion } from './component-names.ts';

/** Name → the versions the inventory has; null for one without a version, which nothing contradicts and nothing bears out. */
export type Inventory = ReadonlyMap<string, readonly (string | null)[]>;

const withoutLib = (name: string): string => `lib:${name.replace(/^lib/, '')}`;

/** What the maker's SBOMs list. */
export function readInventory(components: readonly ComponentExhibit[]): Inventory {
  const inventory = new Map<string, (string | null)[]>();
  for (const component of components.filter(({ method }) => method === 'sbom')) {
    const version = component.version === null ? null : upstreamVersion(component.version);
    for (const name of namesOf(component)) {
      for (const key of [name, withoutLib(name)]) {
        const versions = inventory.get(key);
        if (versions === undefined) inventory.set(key, [version]);
        else versions.push(version);
      }
    }
  }
  return inventory;
}

/** The versions that the inventory has of a component, under its own name or without `lib`; empty where it does not have it. */
export function inventoried(component: ComponentExhibit, inventory: Inventory): readonly (string | null)[] {
  const names = namesOf(component);
  const exact = names.flatMap((name) => inventory.get(name) ?? []);
  return exact.length > 0 ? exact : names.flatMap((name) => inventory.get(withoutLib(name)) ?? []);
}

/** Components of an image that the inventory has without saying at which version. */
export const unversioned = (known: readonly ComponentExhibit[], inventory: Inventory): readonly Obstacle[] =>
  known.flatMap((component): readonly Obstacle[] => {
    const versions = inventoried(component, inventory);
    if (!versions.includes(null) || versions.includes(upstreamVersion(component.version ?? ''))) return [];
    return [
      { reason: 'not-located', at: component.at, note: `${component.name} ${component.version}: the inventory has no version of it` },
    ];
  });
