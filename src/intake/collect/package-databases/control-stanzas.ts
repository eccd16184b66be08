/** One package's fields; names in lower case, continuation lines left out. */
export type Stanza = ReadonlyMap<string, string>;

/**
 * Stanzas of `Name: value` lines parted by blank lines, as dpkg, opkg and ipkg keep them (deb822(5)). Lines that are no field
 * are skipped; of a field given twice the first counts.
 */
export function controlStanzas(text: string): readonly Stanza[] {
  const stanzas: Map<string, string>[] = [];
  let open: Map<string, string> | null = null;
  for (const line of text.split('\n')) {
    if (line.trim() === '') {
      open = null;
      continue;
    }
    const colon = line.indexOf(':');
    if (colon <= 0 || line.startsWith(' ') || line.startsWith('\t')) continue;
    if (open === null) stanzas.push((open = new Map()));
    const name = line.slice(0, colon).toLowerCase();
    if (!open.has(name)) open.set(name, line.slice(colon + 1).trim());
  }
  return stanzas;
}

/** Whether the `Status` field says that the package is there: dpkg and opkg write `want flag state`. A stanza without the field is. */
export const isInstalled = (stanza: Stanza): boolean => /(?:^|\s)installed$/.test(stanza.get('status') ?? 'installed');
