import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { stringify } from 'yaml';
import { readProduct } from '../adapters/dossier/read-product.ts';
import { byCodeUnit } from '../foundation/order.ts';
import { UserError } from '../foundation/user-error.ts';
import type { Purpose } from '../model/dossier.ts';
import { exitCodes } from './exit-codes.ts';

export type InitFlags = {
  readonly yes?: true | undefined;
  readonly name?: string | undefined;
  readonly maker?: string | undefined;
  readonly category?: string | undefined;
};

type Answers = {
  readonly name: string;
  readonly maker: string;
  readonly category: string;
  readonly version: string;
  readonly until: string;
};

/** `iqs init [DIR]`: asks a few questions and writes product.yaml beside the evidence that stands there. Refuses to overwrite one (`DOSSIER_EXISTS`). */
export async function initCommand(folder: string, flags: InitFlags): Promise<number> {
  const path = join(folder, 'product.yaml');
  if (existsSync(path)) throw new UserError('DOSSIER_EXISTS', 'there is a product.yaml already', path, 'edit it, or choose another folder');
  const answers = flags.yes || !process.stdin.isTTY ? answersFrom(flags) : await ask(flags);
  if (answers === null) return exitCodes.usage;
  const text = productYaml(answers, evidenceIn(folder));
  readProduct(text, 'product.yaml');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, text);
  process.stdout.write(
    `${path} is written. Put the evidence beside it, check the lines, then: iqs assess ${relative('.', folder) || '.'}\n`,
  );
  return exitCodes.done;
}

function answersFrom(flags: InitFlags): Answers {
  return {
    name: flags.name ?? 'My product',
    maker: flags.maker ?? 'My company',
    category: flags.category ?? 'camera',
    version: '1.0.0',
    until: '',
  };
}

async function ask(flags: InitFlags): Promise<Answers | null> {
  const { cancel, group, intro, outro, text } = await import('@clack/prompts');
  const fallback = answersFrom(flags);
  intro('A dossier for IQS');
  const required = (value: string | undefined): string | undefined => (value?.trim() ? undefined : 'Please fill this in');
  const day = (value: string | undefined): string | undefined =>
    !value || /^\d{4}-\d{2}-\d{2}$/.test(value) ? undefined : 'Write it as 2030-12-31, or leave it empty';
  let stopped = false;
  const answers = await group(
    {
      name: () => text({ message: 'What is the product called?', initialValue: flags.name ?? '', validate: required }),
      maker: () => text({ message: 'Who makes it?', initialValue: flags.maker ?? '', validate: required }),
      category: () =>
        text({
          message: 'What kind of device is it?',
          placeholder: 'camera, router, lock, lamp ...',
          initialValue: fallback.category,
          validate: required,
        }),
      version: () => text({ message: 'Which firmware version is to be assessed?', initialValue: fallback.version, validate: required }),
      until: () =>
        text({ message: 'Until when does it get security updates?', placeholder: '2030-12-31, or empty', defaultValue: '', validate: day }),
    },
    { onCancel: () => void (stopped = true) },
  );
  if (stopped) {
    cancel('Nothing was written.');
    return null;
  }
  outro('Thank you.');
  return answers;
}

/** What stands in the folder, but not what is hidden and not what an earlier assessment wrote. */
function evidenceIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => !file.startsWith('.') && file !== 'iqs-out')
    .sort(byCodeUnit);
}

/** product.yaml for the answers, naming the files that stand in the folder by what they look like. */
function productYaml(answers: Answers, files: readonly string[]): string {
  const { name, maker, category, version, until } = answers;
  const evidence = files.map((file) => {
    const is = purposeOf(file);
    const device = is === 'update-image' || is === 'sbom' || is === 'root-file-system';
    return { file, is, ...(device ? { part: 'device', version } : {}), custody: 'supplied' };
  });
  const body = {
    iqs: 'dossier/1',
    product: { name, maker, type: 'device', category },
    parts: [{ id: 'device', kind: 'device', name, versions: [{ version }] }],
    evidence,
    statements: until ? [{ topic: 'support-until', value: until, part: 'device' }] : [],
  };
  const intro =
    '# What IQS assesses: the product, its parts, the evidence and what the maker states. Shape: docs/spec/product.schema.json\n';
  return intro + stringify(body, { version: '1.1', lineWidth: 120, defaultStringType: 'PLAIN' });
}

function purposeOf(file: string): Purpose {
  const name = file.toLowerCase();
  if (/(sbom|bom|cdx|cyclonedx|spdx).*\.json$/.test(name)) return 'sbom';
  if (/security\.txt$|disclosure/.test(name)) return 'disclosure-policy';
  if (/support/.test(name)) return 'support-statement';
  if (/record/.test(name) && /\.ya?ml$/.test(name)) return 'test-record';
  if (/rootfs/.test(name)) return 'root-file-system';
  if (['.bin', '.img', '.trx', '.chk', '.zip', '.squashfs', '.sqfs', '.fw', '.dlf', '.swu'].includes(extname(name))) return 'update-image';
  return /\.pcap(ng)?$/.test(name) ? 'capture' : 'other';
}
