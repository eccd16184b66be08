import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Locked = {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly optional?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};

const permissive = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
  'Zlib',
]);

/** Licences that fit one use only: an unmodified library that we link to, a font that we draw with. */
const byPackage: readonly { readonly name: RegExp; readonly licence: string }[] = [
  { name: /^@resvg\/resvg-js(-|$)/, licence: 'MPL-2.0' },
  { name: /^@expo-google-fonts\//, licence: 'OFL-1.1' },
  // Its package.json says the same in words.
  { name: /^xml-escape$/, licence: 'MIT License' },
  // Reads the command line of a generator that tests use; nothing of it is shipped.
  { name: /^argparse$/, licence: 'Python-2.0' },
  // Looks at pages in tests; nothing of it is shipped.
  { name: /^(@axe-core\/playwright|axe-core)$/, licence: 'MPL-2.0' },
];

function isPermitted(name: string, expression: string): boolean {
  const alternatives = expression.replace(/[()]/g, '').split(' OR ');
  const isAllowed = (licence: string): boolean =>
    permissive.has(licence) || byPackage.some((one) => one.name.test(name) && one.licence === licence);
  return alternatives.some((all) => all.split(' AND ').every((licence) => isAllowed(licence.trim())));
}

function licenceOf(root: string, folder: string, locked: Locked): string | null {
  if (locked.license !== undefined) return locked.license;
  const manifest = join(root, folder, 'package.json');
  if (!existsSync(manifest)) return null;
  const { license, licenses } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    license?: unknown;
    licenses?: readonly { readonly type?: unknown }[];
  };
  if (typeof license === 'string') return license;
  // The old spelling of npm: a list of which any may be chosen.
  const types = Array.isArray(licenses) ? licenses.flatMap(({ type }) => (typeof type === 'string' ? [type] : [])) : [];
  return types.length > 0 ? types.join(' OR ') : licenceFile(join(root, folder, 'LICENSE'));
}

/** Of a package whose package.json names none: what its licence file calls itself. */
const licenceFile = (path: string): string | null =>
  existsSync(path) && /^(The )?MIT License\b/.test(readFileSync(path, 'utf8')) ? 'MIT' : null;

/** Every package of package-lock.json whose licence, by its own package.json, is not one of those we may ship with; one line each. */
export function refusedLicences(root: string): readonly string[] {
  const path = join(root, 'package-lock.json');
  if (!existsSync(path)) return [];
  const { packages } = JSON.parse(readFileSync(path, 'utf8')) as { packages: Readonly<Record<string, Locked>> };
  return Object.entries(packages).flatMap(([folder, locked]) => {
    // A per-platform package that tools/lock.mjs wrote in: it comes under its parent's licence, which is looked at.
    const isDerived = locked.optional === true && locked.integrity === undefined;
    if (folder === '' || isDerived) return [];
    const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const licence = licenceOf(root, folder, locked);
    if (licence !== null && isPermitted(name, licence)) return [];
    return [`package-lock.json: ${name}: licence ${licence ?? 'unknown'} is not permitted: take another package`];
  });
}
