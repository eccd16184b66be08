// Writes the static imports of the open worlds: the folder is the registration. `--check` only says what differs.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Registry = {
  readonly room: string;
  readonly out: string;
  readonly name: string;
  readonly type: { readonly name: string; readonly from: string };
  /** Plug-ins are folders (`squashfs/squashfs.ts`) or files (`one-hue.ts`). */
  readonly folders: boolean;
};

const registries: readonly Registry[] = [
  {
    room: 'src/formats',
    out: 'formats.generated.ts',
    name: 'formats',
    type: { name: 'Format', from: '../model/format.ts' },
    folders: true,
  },
  {
    room: 'src/label/lints',
    out: 'lints.generated.ts',
    name: 'lints',
    type: { name: 'LabelLint', from: '../label-lint.ts' },
    folders: false,
  },
  { room: 'src/probes', out: 'probes.generated.ts', name: 'probes', type: { name: 'Probe', from: '../model/probe.ts' }, folders: true },
];

const camel = (id: string): string => id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

function plugins({ room, folders }: Registry): readonly { readonly id: string; readonly path: string }[] {
  if (!existsSync(room)) return [];
  return readdirSync(room, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() === folders)
    .map((entry) => entry.name.replace(/\.ts$/, ''))
    .filter((id) => !id.includes('.'))
    .filter((id) => existsSync(join(room, folders ? join(id, `${id}.ts`) : `${id}.ts`)))
    .sort()
    .map((id) => ({ id, path: folders ? `./${id}/${id}.ts` : `./${id}.ts` }));
}

function source(registry: Registry): string {
  const found = plugins(registry);
  return [
    '// Written by `npm run generate`; do not edit. The folder is the registration.',
    `import type { ${registry.type.name} } from '${registry.type.from}';`,
    ...found.map(({ id, path }) => `import { ${camel(id)} } from '${path}';`),
    '',
    `export const ${registry.name}: readonly ${registry.type.name}[] = [${found.map(({ id }) => camel(id)).join(', ')}];`,
    '',
  ].join('\n');
}

let differing = 0;
for (const registry of registries) {
  const path = join(registry.room, registry.out);
  const wanted = source(registry);
  if (existsSync(path) && readFileSync(path, 'utf8') === wanted) continue;
  differing += 1;
  if (process.argv.includes('--check')) console.error(`${path}: differs from the folders beside it; run: npm run generate`);
  else writeFileSync(path, wanted);
}
process.exitCode = process.argv.includes('--check') && differing > 0 ? 1 : 0;
