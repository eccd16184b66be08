import { basename } from 'node:path';
import { parse } from 'yaml';
import { sampleEvidence } from '../../samples/sample-evidence.ts';
import type { PortalPerson } from './portal-person.ts';

type Dossier = {
  readonly product: Readonly<Record<'name' | 'model' | 'maker' | 'category' | 'use', string>>;
  readonly parts: readonly {
    readonly name: string;
    readonly kind: string;
    readonly versions?: readonly { readonly version: string; readonly hardware: string }[];
  }[];
  readonly statements: readonly { readonly topic: string; readonly value: string; readonly part?: string }[];
};

const dossierOf = (name: string): Dossier => parse(Buffer.from(sampleEvidence(`${name}/product.yaml`)).toString()) as Dossier;

const kinds: Readonly<Record<string, string>> = { device: 'Device', network: 'Behaviour on the network' };

/** Types a sample's description into its form; a part that was there and is none of the sample's is emptied. */
export async function describeProduct(person: PortalPerson, name: string): Promise<void> {
  const { page } = person;
  const { product, parts } = dossierOf(name);
  await person.section('Product');
  const typed: readonly (readonly [string, string])[] = [
    ['Name', product.name],
    ['Model', product.model],
    ['Maker', product.maker],
    ['Category', product.category],
    ['Intended use', product.use],
  ];
  const about = page.locator('form section').filter({ has: page.getByRole('heading', { name: 'The product' }) });
  for (const [label, value] of typed) await about.getByLabel(label).fill(value);
  for (;;) {
    const rows = page.locator('fieldset.row').filter({ has: page.getByLabel('Name of the part') });
    const count = await rows.count();
    for (let index = 0; index < count; index += 1) {
      const row = rows.nth(index);
      const part = parts[index];
      await row.getByLabel('Name of the part').fill(part?.name ?? '');
      await row.getByLabel('Kind of part').selectOption(kinds[part?.kind ?? 'device'] ?? '');
      await row.getByLabel('Versions').fill((part?.versions ?? []).map(({ version, hardware }) => `${version} | ${hardware}`).join('\n'));
    }
    await person.press('Save');
    // One blank row comes with each saving.
    if (count >= parts.length) return;
  }
}

type FileAbout = {
  readonly is: string;
  readonly part?: string;
  readonly version?: string;
  readonly custody?: string;
  readonly origin?: string;
  readonly phases?: readonly string[];
};

/** Uploads a file of the samples, or a text of one's own, through the form of the evidence page. */
export async function addFile(
  person: PortalPerson,
  file: string | { readonly name: string; readonly text: string },
  about: FileAbout,
): Promise<void> {
  const { page } = person;
  await person.section('Evidence');
  const chosen =
    typeof file === 'string'
      ? { name: basename(file), mimeType: 'application/octet-stream', buffer: Buffer.from(sampleEvidence(file)) }
      : { name: file.name, mimeType: 'text/plain', buffer: Buffer.from(file.text) };
  await page.getByLabel('File', { exact: true }).setInputFiles(chosen);
  const form = page.locator('#act-add-evidence');
  await form.getByLabel('What it is', { exact: true }).selectOption(about.is);
  await form.getByLabel('Part').selectOption(about.part ?? 'Whole product');
  await form.getByLabel('Version').fill(about.version ?? '');
  if (about.origin !== undefined) await form.getByLabel('Where and when it was obtained').fill(about.origin);
  if (about.custody !== undefined) await form.getByLabel(about.custody).check();
  if (about.phases !== undefined) await form.getByText('Only for a network capture').click();
  for (const phase of about.phases ?? []) await form.getByLabel(phase).check();
  await person.press('Add this file');
}

const labels: Readonly<Record<string, string>> = {
  'support-until': 'Security updates until',
  'support-page': 'Page that says so',
  'disclosure-contact': 'Contact for reports of flaws',
  'disclosure-policy': 'Policy for reports of flaws',
  'update-mechanism': 'How it is updated',
  'update-authenticity': 'How an update proves whose it is',
  'default-passwords': 'Default passwords',
  'remote-shell': 'Remote shell',
};

/** Makes a sample's statements, about its first part where they are about one. */
export async function states(person: PortalPerson, name: string): Promise<void> {
  const { page } = person;
  const { statements, parts } = dossierOf(name);
  await person.section('Statements');
  for (const { topic, value, part } of statements) {
    const card = page.locator('form .card').filter({ has: page.getByLabel(labels[topic] ?? topic, { exact: true }) });
    await card.getByLabel(labels[topic] ?? topic, { exact: true }).fill(value);
    await card.getByLabel('Part').selectOption(part === undefined ? 'Whole product' : (parts[0]?.name ?? ''));
  }
  await person.press('Save statements');
}
