import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Wants = Readonly<Record<string, string>>;
type Package = { readonly dependencies?: Wants; readonly devDependencies?: Wants; readonly optionalDependencies?: Wants };

/** Whether a package in `folder` finds `name` in the lock as Node would: nearest `node_modules` first. */
function isLocked(packages: Readonly<Record<string, Package>>, folder: string, name: string): boolean {
  const places = folder.split('/node_modules/');
  return [...places.keys()]
    .map((depth) => `${places.slice(0, places.length - depth).join('/node_modules/')}/node_modules/${name}`)
    .concat(`node_modules/${name}`)
    .some((place) => packages[place] !== undefined);
}

const asText = (wants: Wants | undefined): string => JSON.stringify(Object.entries(wants ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));

/** For what `npm ci` would refuse package-lock.json: it differs from package.json, or lacks a package (of another platform, say). One line each. */
export function lockGaps(root: string): readonly string[] {
  const [manifest, path] = [join(root, 'package.json'), join(root, 'package-lock.json')];
  if (!existsSync(manifest) || !existsSync(path)) return ['package-lock.json: not there: `npm run lock`'];
  const wanted = JSON.parse(readFileSync(manifest, 'utf8')) as Package;
  const { packages } = JSON.parse(readFileSync(path, 'utf8')) as { packages: Readonly<Record<string, Package>> };
  const kinds = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;
  const differing = kinds.filter((kind) => asText(wanted[kind]) !== asText(packages['']?.[kind]));
  const missing = Object.entries(packages).flatMap(([folder, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies }).filter((name) => !isLocked(packages, folder, name)),
  );
  return [
    ...differing.map((kind) => `package-lock.json: ${kind} differ from package.json: \`npm run lock\``),
    ...missing.map((name) => `package-lock.json: lacks ${name}, so \`npm ci\` refuses it: \`npm run lock\``),
  ];
}
