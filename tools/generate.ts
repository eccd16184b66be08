// Writes the static imports of the open worlds (the folder is the registration), the JSON Schemas of docs/spec, the compiled core of LZMA
// the page of what plug-ins cannot do, the page that shows the label, the tables of the case machine, and the page of the ASVS.
// `--check` only says what differs.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readCatalogue } from '../src/adapters/catalogue/read-catalogue.ts';
import { publishedSchemas } from '../src/adapters/schemas/published-schemas.ts';
import { asvsList } from './asvs-list.ts';
import { asvsPage } from './asvs-page.ts';
import { compileCore } from './compile-core.ts';
import { labelGallery } from './label-gallery.ts';
import { type Limited, limitsPage } from './limits-page.ts';
import { programmePage } from './programme-page.ts';

type Registry = {
  readonly room: string;
  readonly out: string;
  readonly name: string;
  readonly type: { readonly name: string; readonly from: string };
  /** Plug-ins are folders (`squashfs/squashfs.ts`) or files (`one-hue.ts`). */
  readonly folders: boolean;
  /** Under which the plug-ins' limitations are listed. */
  readonly heading?: string;
};

const registries: readonly Registry[] = [
  {
    room: 'src/formats',
    out: 'formats.generated.ts',
    name: 'formats',
    type: { name: 'Format', from: '../model/format.ts' },
    folders: true,
    heading: 'Formats',
  },
  {
    room: 'src/label/lints',
    out: 'lints.generated.ts',
    name: 'lints',
    type: { name: 'LabelLint', from: '../label-lint.ts' },
    folders: false,
  },
  {
    room: 'src/issuance/rules',
    out: 'rules.generated.ts',
    name: 'rules',
    type: { name: 'IssueRule', from: '../issue-rule.ts' },
    folders: false,
  },
  {
    room: 'src/protocols',
    out: 'protocols.generated.ts',
    name: 'protocols',
    type: { name: 'Protocol', from: '../model/protocol.ts' },
    folders: true,
    heading: 'Protocols',
  },
  {
    room: 'src/scans',
    out: 'scan-reports.generated.ts',
    name: 'scanReports',
    type: { name: 'ScanReport', from: '../model/scan-report.ts' },
    folders: true,
    heading: 'Scan reports',
  },
  {
    room: 'src/probes',
    out: 'probes.generated.ts',
    name: 'probes',
    type: { name: 'Probe', from: '../model/probe.ts' },
    folders: true,
    heading: 'Probes',
  },
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

const coreSource = 'src/adapters/codecs/lzma-core.assemblyscript';

/** Each generated file: where it stands, what it should hold, and what that is made from. */
async function generatedFiles(): Promise<readonly { readonly path: string; readonly wanted: string; readonly from: string }[]> {
  const lists = registries.map((registry) => ({
    path: join(registry.room, registry.out),
    wanted: source(registry),
    from: 'the folders beside it',
  }));
  const schemas = Object.entries(publishedSchemas).map(([name, schema]) => ({
    path: join('docs/spec', name),
    wanted: `${JSON.stringify(schema, undefined, 2)}\n`,
    from: 'the schemas in src/adapters',
  }));
  if (!existsSync(coreSource)) return [...lists, ...schemas];
  const base64 = Buffer.from(await compileCore(readFileSync(coreSource, 'utf8'))).toString('base64');
  const wanted = [
    '// Written by `npm run generate` from lzma-core.assemblyscript; do not edit.',
    '/** WebAssembly, in base64. */',
    `export const lzmaCore = '${base64}';`,
    '',
  ].join('\n');
  return [...lists, ...schemas, { path: 'src/adapters/codecs/lzma-core.generated.ts', wanted, from: coreSource }];
}

type Generated = Awaited<ReturnType<typeof generatedFiles>>[number];

/** What plug-ins say they cannot do, asked of the lists of them: to be called once those are written. Nothing in a tree without plug-ins. */
async function limits(): Promise<readonly Generated[]> {
  const sections: [string, readonly Limited[]][] = [];
  for (const { room, out, name, heading } of registries) {
    const list = new URL(`../${room}/${out}`, import.meta.url);
    if (heading === undefined) continue;
    if (!existsSync(list)) return [];
    sections.push([heading, ((await import(list.href)) as Record<string, readonly Limited[]>)[name] ?? []]);
  }
  return [{ path: 'docs/generated/limits.md', wanted: limitsPage(sections), from: "the plug-ins' limitations" }];
}

let differing = 0;
function settle(files: readonly Generated[]): void {
  for (const { path, wanted, from } of files) {
    if (existsSync(path) && readFileSync(path, 'utf8') === wanted) continue;
    differing += 1;
    if (process.argv.includes('--check')) console.error(`${path}: differs from ${from}; run: npm run generate`);
    else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, wanted);
    }
  }
}
settle(await generatedFiles());
if (existsSync('src/label/draw-label.ts')) settle(labelGallery().map((file) => ({ ...file, from: 'the training label' })));
settle(await limits());
if (existsSync('src/programme/duties.ts')) {
  const english = readCatalogue('catalogue').messages.find(({ language }) => language === 'en');
  const page = { path: 'docs/generated/programme.md', from: 'src/programme and the English messages' };
  if (english !== undefined) settle([{ ...page, wanted: programmePage(english) }]);
}
if (existsSync('docs/security/asvs-5.0.yaml')) {
  const page = { path: 'docs/security/asvs-5.0.md', from: 'docs/security/asvs-5.0.yaml' };
  settle([{ ...page, wanted: asvsPage(asvsList('.')) }]);
}
process.exitCode = process.argv.includes('--check') && differing > 0 ? 1 : 0;
