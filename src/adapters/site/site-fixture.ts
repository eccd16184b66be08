import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWeb } from '../../../tools/build-web.ts';
import type { Assessment } from '../../model/assessment.ts';
import type { LabelClaims } from '../../model/label-claims.ts';
import type { Messages } from '../../model/message.ts';
import type { RegisterEvent } from '../../model/register-entry.ts';
import type { Authority } from '../authority/authority.ts';
import { logSigner } from '../authority/authority.ts';
import { assessmentOf, drawing, requestOf, testAuthority } from '../authority/authority-fixture.ts';
import { issueLabel } from '../authority/issue-label.ts';
import { publishLists } from '../authority/publish-lists.ts';
import { chooseMessages } from '../catalogue/choose-messages.ts';
import { readCatalogue } from '../catalogue/read-catalogue.ts';
import { appendEntries } from '../register/append-entries.ts';
import type { SiteAssets } from './site-assets.ts';

export type After = { after(task: () => void): void };

/** When the lists of the test's authority were signed. */
export const published = '2027-03-02T10:00:00Z';

const hostileName = `<img src=x onerror="alert(1)"> & 'Cam' </script>`;

const catalogue = readCatalogue(fileURLToPath(new URL('../../../catalogue/', import.meta.url)));

/** The four languages, English first. */
export const languages: readonly Messages[] = ['en', 'nl', 'fr', 'de'].map((language) => chooseMessages(catalogue, language));

/** The scripts of the pages, built from source. */
export async function builtAssets(t: After): Promise<SiteAssets> {
  const folder = mkdtempSync(join(tmpdir(), 'iqs-web-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return buildWeb(folder);
}

const product = (name: string, maker: string, category: string): Partial<Assessment> => ({
  product: { name, model: null, maker, type: 'device', category, use: null },
});

const component = {
  event: 'component-issued',
  number: 'IQS-TRAIN-0000900',
  issuer: 'https://register.example/issuers/train/',
  component: {
    name: 'Example Radio',
    maker: 'Example Radios Ltd',
    criteria: ['no-weak-session'],
    conditions: ['Its debug port is locked.'],
  },
  credential: 'cd'.repeat(32),
  validUntil: '2028-02-29T23:59:59Z',
} as const satisfies Partial<RegisterEvent>;

/**
 * A training authority with six labels: 1 in force, with a security update added; 2 suspended; 3 with a hostile name; 4 withdrawn; 5 reduced; 6 resting on a
 * component statement that was withdrawn.
 */
const claimsAt = async ({ publicFolder }: Authority, number: string): Promise<LabelClaims> =>
  JSON.parse(readFileSync(join(publicFolder, 'labels', number, 'claims.json'), 'utf8')) as LabelClaims;

export async function filledAuthority(t: After): Promise<Authority> {
  const authority = await testAuthority(t);
  const { kid } = authority.file.keys[0] as Authority['file']['keys'][number];
  const drawn = { drawing: { ...drawing, languages } };
  const rests = {
    restsOn: [
      {
        id: component.number,
        source: 'iqs',
        level: 'connectivity',
        component: 'Example Radio',
        part: 'device',
        until: '2028-02-29',
        statusAsOf: '2027-03-01',
        criteria: ['no-weak-session'],
        conditions: [],
        finding: 'f',
      },
    ],
  } as const;
  await issueLabel(authority, requestOf('Lumen Cam 1'), drawn);
  await issueLabel(authority, requestOf('Halo Doorbell', {}, product('Halo Doorbell', 'Halo Example Ltd', 'doorbell')), drawn);
  await issueLabel(authority, requestOf(hostileName, {}, product(hostileName, `M "&" <b>Co</b>`, 'camera')), drawn);
  await issueLabel(authority, requestOf('Nimbus Plug'), drawn);
  const parts = assessmentOf('Fjord Lock').parts.map((part) => ({ ...part, name: 'Lock' }));
  await issueLabel(authority, requestOf('Fjord Lock', {}, { ...product('Fjord Lock', 'Fjord Example AS', 'lock'), parts }), drawn);
  await issueLabel(authority, requestOf('Radio Bulb', {}, { ...product('Radio Bulb', 'Lumen Example B.V.', 'lighting'), ...rests }), drawn);
  const events: readonly RegisterEvent[] = [
    { ...component, kid },
    {
      event: 'version-added',
      number: 'IQS-TRAIN-0000001',
      part: 'device',
      version: '2.1',
      hardware: null,
      digests: ['1f'.repeat(32)],
      security: true,
    },
    { event: 'suspended', number: 'IQS-TRAIN-0000002', reason: 'A flaw is being looked into <b>now</b>.' },
    { event: 'withdrawn', number: 'IQS-TRAIN-0000004', reason: 'The maker stopped mending flaws.' },
    {
      event: 'reduced',
      number: 'IQS-TRAIN-0000005',
      reason: 'A new weakness.',
      claims: { ...(await claimsAt(authority, 'IQS-TRAIN-0000005')), letter: 'E' },
      credential: 'ab'.repeat(32),
      printed: 'cd'.repeat(32),
      kid,
    },
    { event: 'withdrawn', number: component.number, reason: 'Its key leaked.' },
  ];
  await appendEntries(authority.register, await logSigner(authority), events, { now: () => published });
  await publishLists(authority, published);
  return authority;
}
