/**
 * Looks MAC addresses up in the table of vendors (catalogue/tables/vendors.tsv): the longest assigned prefix wins (28 and 36 bits are assigned too). An
 * address that its owner made up (IEEE 802, the local bit) has no vendor. Parsed at the first question: most evidence asks none.
 */
export function vendorTable(text: string): (mac: string) => string | null {
  let prefixes: ReadonlyMap<string, string> | null = null;
  return (mac) => {
    prefixes ??= parse(text);
    const digits = mac.replaceAll(':', '');
    if ((Number.parseInt(digits.slice(1, 2), 16) & 2) !== 0) return null;
    return prefixes.get(digits.slice(0, 9)) ?? prefixes.get(digits.slice(0, 7)) ?? prefixes.get(digits.slice(0, 6)) ?? null;
  };
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
