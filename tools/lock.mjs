// `npm run lock`: refreshes package-lock.json so that `npm ci` accepts it on every platform, whatever the registry at hand serves.
// npm leaves a per-platform package out of the lock when the registry asked does not have it, and `npm ci` then refuses the lock.
// Such a package is written in here with what its name says of its platform, and without a digest, which nobody here has seen.
// Plain JavaScript for Node 18 and later.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];
const libraries = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };

/** `{os, cpu, libc}` as package.json spells them, from a name such as `@oxlint/binding-linux-arm64-musl`; what the name leaves open is left out. */
function platformOf(name, siblings) {
  const words = name.slice(name.lastIndexOf('/') + 1).split('-');
  const os = words.find((word) => systems.includes(word));
  const cpu = words.find((word) => processors.includes(word));
  const named = words.map((word) => libraries[word]).find((library) => library !== undefined);
  // A name without a suffix beside one with `-musl` means glibc.
  const libc = named ?? (siblings.includes(`${name}-musl`) ? 'glibc' : undefined);
  if (os === undefined && cpu === undefined) throw new Error(`${name} is not in the registry, and its name tells no platform`);
  return {
    ...(cpu === undefined ? {} : { cpu: [cpu] }),
    ...(os === 'linux' && libc !== undefined ? { libc: [libc] } : {}),
    ...(os === undefined ? {} : { os: [os] }),
  };
}

/** Whether a package in `folder` would find `name` in the lock, as Node looks for it: nearest `node_modules` first. */
function isLocked(packages, folder, name) {
  for (let place = folder; ; place = place.slice(0, place.lastIndexOf('/node_modules/'))) {
    if (packages[`${place}/node_modules/${name}`] !== undefined) return true;
    if (!place.includes('/node_modules/')) return packages[`node_modules/${name}`] !== undefined;
  }
}

function missingEntries(packages) {
  const missing = [];
  for (const [folder, parent] of Object.entries(packages)) {
    const wanted = parent.optionalDependencies ?? {};
    for (const [name, version] of Object.entries(wanted)) {
      if (isLocked(packages, folder, name)) continue;
      if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
        throw new Error(`${folder} wants ${name}@${version}: not one version, cannot be locked`);
      const { cpu, ...rest } = platformOf(name, Object.keys(wanted));
      const dev = parent.dev === true ? { dev: true } : {};
      missing.push([`node_modules/${name}`, { version, ...(cpu === undefined ? {} : { cpu }), ...dev, optional: true, ...rest }]);
    }
  }
  return missing;
}

/** In npm's own order, so that a later `npm install` moves no line. */
function sortedByName(packages) {
  return Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
}

function rewrite(path, change) {
  const lock = JSON.parse(readFileSync(path, 'utf8'));
  lock.packages = sortedByName(change(lock.packages));
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
}

const root = resolve(process.argv[2] ?? '.');
const path = join(root, 'package-lock.json');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

// Written in by an earlier run: given back to npm, which may be asking a registry that has them.
const isDerived = (entry) => entry.optional === true && entry.integrity === undefined && entry.link !== true;
rewrite(path, (packages) => Object.fromEntries(Object.entries(packages).filter(([, entry]) => !isDerived(entry))));

execFileSync(npm, ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'], {
  cwd: root,
  stdio: ['ignore', 'ignore', 'inherit'],
  shell: process.platform === 'win32',
});

let added = [];
rewrite(path, (packages) => {
  // An address binds the lock to one registry; the digest says enough.
  for (const entry of Object.values(packages)) if (entry.link !== true) delete entry.resolved;
  added = missingEntries(packages);
  return { ...packages, ...Object.fromEntries(added) };
});
process.stdout.write(`package-lock.json: ${added.length} per-platform packages written in that this registry does not serve\n`);
