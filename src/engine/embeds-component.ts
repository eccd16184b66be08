import type { ComponentStatement } from '../model/component-statement.ts';
import type { Part } from '../model/dossier.ts';

/**
 * Whether the part embeds what the statement is about: it names the component, and each of the versions it names is one that the statement is bound
 * to. A version of the statement without a hardware revision holds for every revision.
 */
export function embedsComponent({ embeds = [] }: Part, { component }: ComponentStatement): boolean {
  const named = embeds.filter((one) => one.component === component.name);
  return (
    named.length > 0 &&
    named.every(({ version, hardware }) =>
      component.versions.some((bound) => bound.version === version && (bound.hardware === null || bound.hardware === hardware)),
    )
  );
}
