import type { ComponentExhibit } from '../../../model/exhibits.ts';

/**
 * A CPE 2.3 name (NISTIR 7695, 6.2) of an application, or of an operating system (`part` `o`). A release candidate or patch level
 * goes to the update attribute, where the dictionary keeps it.
 */
export function cpeName(vendorAndProduct: string | null, version: string | null, part: 'a' | 'o' = 'a'): string | null {
  if (vendorAndProduct === null || version === null) return null;
  const split = /^(.*\d)-?((?:rc|p|beta|pre|test)\d+)$/.exec(version);
  const [number, update] = split ? [split[1] as string, split[2] as string] : [version, '*'];
  return `cpe:2.3:${part}:${vendorAndProduct}:${quoted(number)}:${update}:*:*:*:*:*:*`;
}

/** Everything but letters, digits, `.`, `_` and `-` is quoted in a formatted string. */
const quoted = (text: string): string => text.toLowerCase().replace(/[^a-z0-9._-]/g, (character) => `\\${character}`);

/** A package URL with its version: what the specification reserves is percent-encoded. */
export const purlOf = (base: string, version: string | null): string =>
  version === null ? base : `${base}@${encodeURIComponent(version)}`;

/** The same name and version at one place is one component, however often it was found; what comes first is kept. */
export function distinct(components: readonly ComponentExhibit[]): readonly ComponentExhibit[] {
  const byKey = new Map<string, ComponentExhibit>();
  for (const component of components) {
    const key = `${component.name}\0${component.version ?? ''}\0${component.at}`;
    if (!byKey.has(key)) byKey.set(key, component);
  }
  return [...byKey.values()];
}
