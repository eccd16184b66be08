// Writes catalogue/tables/vendors.tsv from the IEEE registries: `node tools/tables/vendors.ts OUI.json [mam.txt oui36.txt …]`, the first as the npm package
// oui-data holds it (MA-L), the others as the IEEE publishes them (MA-M, MA-S) and Debian's ieee-data carries them.
import { readFileSync, writeFileSync } from 'node:fs';
import { byCodeUnit } from '../../src/foundation/order.ts';

const [large = '', ...texts] = process.argv.slice(2);
const prefixes = new Map<string, string>();
for (const [prefix, owner] of Object.entries(JSON.parse(readFileSync(large, 'utf8')) as Record<string, string>)) {
  prefixes.set(prefix.toLowerCase(), owner.split('\n')[0] ?? '');
}
for (const text of texts) {
  let block = '';
  for (const line of readFileSync(text, 'utf8').split(/\r?\n/)) {
    const hex = /^([0-9A-F]{2}-[0-9A-F]{2}-[0-9A-F]{2})\s+\(hex\)/.exec(line)?.[1];
    if (hex !== undefined) block = hex.replaceAll('-', '').toLowerCase();
    const [, range, owner] = /^([0-9A-F]{6})-[0-9A-F]{6}\s+\(base 16\)\s+(.+)$/.exec(line) ?? [];
    if (range !== undefined && owner !== undefined) prefixes.set(block + range.toLowerCase().slice(0, text.includes('36') ? 3 : 1), owner);
  }
}

/** Forms of company say nothing that a reader of a report needs. */
const short = (owner: string): string =>
  owner
    .replace(/[\t,]/g, ' ')
    .replace(/ +/g, ' ')
    .replace(/[ .]*\b(?:co\.?,? ?ltd|ltd|inc|llc|corp|corporation|gmbh(?: ?& ?co\.? ?kg)?|limited|b\.?v|s\.?a|ag|pty|s\.?r\.?l)\.?$/i, '')
    .trim()
    .slice(0, 60);

const byOwner = new Map<string, string[]>();
for (const [prefix, owner] of prefixes) {
  const name = short(owner);
  // A registry entry without a name belongs to nobody that could be named.
  if (name === '' || /^(?:private|ieee registration authority)$/i.test(name)) continue;
  byOwner.set(name, [...(byOwner.get(name) ?? []), prefix]);
}
const lines = [...byOwner].sort(([a], [b]) => byCodeUnit(a, b)).map(([name, own]) => `${name}\t${own.sort(byCodeUnit).join(',')}`);
const head = [
  '# Owners of MAC address prefixes: facts of the IEEE Registration Authority (MA-L, MA-M, MA-S), https://standards.ieee.org/products-programs/regauth/',
  '# made by tools/tables/vendors.ts from the package oui-data 2.1.9 (BSD-2-Clause; MA-L) and the registries of Debian ieee-data 20220827.1 (MA-M, MA-S)',
  '# columns: vendor (shortened), prefixes of 6, 7 or 9 hexadecimal digits, parted by commas',
];
writeFileSync('catalogue/tables/vendors.tsv', `${[...head, ...lines].join('\n')}\n`);
console.log(`${prefixes.size} prefixes of ${byOwner.size} vendors`);
