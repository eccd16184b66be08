/** Prefixes looked up by searching the text; more than these, and the table is worth parsing. */
const fewPrefixes = 48;

/**
 * Looks MAC addresses up in the table of vendors (catalogue/tables/vendors.tsv): the longest assigned prefix wins (28 and 36 bits are assigned too). An
 * address that its owner made up (IEEE 802, the local bit) has no vendor. Most captures show a handful of makers: for them the text is searched, not parsed.
 */
export function vendorTable(text: string): (mac: string) => string | null {
  const known = new Map<string, string | null>();
  let prefixes: ReadonlyMap<string, string> | null = null;
  const ownerOf = (prefix: string): string | null => {
    const before = known.get(prefix);
    if (before !== undefined) return before;
    if (known.size >= fewPrefixes) prefixes ??= parse(text);
    const owner = prefixes === null ? search(text, prefix) : (prefixes.get(prefix) ?? null);
    known.set(prefix, owner);
    return owner;
  };
  return (mac) => {
    const digits = mac.replaceAll(':', '');
    if ((Number.parseInt(digits.slice(1, 2), 16) & 2) !== 0) return null;
    return ownerOf(digits.slice(0, 9)) ?? ownerOf(digits.slice(0, 7)) ?? ownerOf(digits.slice(0, 6));
  };
}

const separators = new Set(['\t', ',', '\n', '']);

/** The vendor on whose line a prefix stands whole. */
function search(text: string, prefix: string): string | null {
  for (let at = text.indexOf(prefix); at >= 0; at = text.indexOf(prefix, at + 1)) {
    if (!separators.has(text.charAt(at - 1)) || !separators.has(text.charAt(at + prefix.length))) continue;
    const start = text.lastIndexOf('\n', at) + 1;
    const tab = text.indexOf('\t', start);
    if (tab < at && text.charAt(start) !== '#') return text.slice(start, tab);
  }
  return null;
}

/** Lines `vendor TAB prefix,prefix,…`. */
function parse(text: string): ReadonlyMap<string, string> {
  const prefixes = new Map<string, string>();
  for (const line of text.split('\n')) {
    if (line.startsWith('#')) continue;
    const [vendor = '', list = ''] = line.split('\t');
    for (const prefix of list.split(',')) prefixes.set(prefix, vendor);
  }
  return prefixes;
}
