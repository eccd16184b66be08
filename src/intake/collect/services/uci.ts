/** A section of an OpenWrt configuration file (`/etc/config/NAME`). */
export type UciSection = { readonly type: string; readonly name: string; readonly options: ReadonlyMap<string, string> };

/** Reads an OpenWrt configuration (UCI): `config TYPE [NAME]`, `option NAME VALUE`, `list NAME VALUE` (joined by spaces). Anything else is passed over. */
export function readUci(text: string): readonly UciSection[] {
  const sections: { type: string; name: string; options: Map<string, string> }[] = [];
  for (const line of text.slice(0, 1 << 18).split('\n')) {
    const [keyword, first, second] = wordsOf(line);
    const current = sections.at(-1);
    if (keyword === 'config' && first !== undefined) {
      if (sections.length >= 256) break;
      sections.push({ type: first, name: second ?? `cfg${sections.length}`, options: new Map() });
    } else if (keyword === 'option' && first !== undefined && current !== undefined) current.options.set(first, second ?? '');
    else if (keyword === 'list' && first !== undefined && current !== undefined) {
      const before = current.options.get(first);
      current.options.set(first, (before === undefined ? (second ?? '') : `${before} ${second ?? ''}`).slice(0, 4096));
    }
  }
  return sections;
}

function wordsOf(line: string): readonly string[] {
  if (/^\s*#/.test(line)) return [];
  return [...line.slice(0, 4096).matchAll(/'([^']*)'|"([^"]*)"|([^\s'"]+)/g)].map((found) => found[1] ?? found[2] ?? found[3] ?? '');
}
