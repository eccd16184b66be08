import { createHash } from 'node:crypto';
import type { CaseDescription, CaseEvidence, CaseStatement } from '../../src/model/case.ts';
import { sampleEvidence } from '../sample-evidence.ts';

/** How much of what is asked for a product's maker hands in: each step up is worth a letter of the training scheme. */
export type Effort = 'open' | 'updates' | 'looked-after';

export type SampleProduct = {
  readonly name: string;
  readonly model: string;
  readonly category: string;
  readonly effort: Effort;
  /** RFC 3339 date up to which updates are promised. */
  readonly supportUntil: string;
};

export type SampleFile = { readonly evidence: CaseEvidence; readonly bytes: Uint8Array };

/** What the product is. Every sample product runs the sample camera's software: only their papers differ. */
export const descriptionOf = ({ name, model, category }: SampleProduct): CaseDescription => ({
  product: { name, model, maker: 'Lumen Example B.V.', type: 'device', category, use: 'In one’s own house' },
  parts: [{ id: 'device', kind: 'device', name, versions: [{ version: '2.0', hardware: 'rev B' }] }],
  endpoints: [],
  thirdParties: [],
});

export function statementsOf({ effort, supportUntil }: SampleProduct): readonly CaseStatement[] {
  const state = (topic: CaseStatement['topic'], value: string, part: string | null = 'device'): CaseStatement => ({
    topic,
    value,
    part,
    adopted: false,
  });
  const always = [
    state('support-until', supportUntil),
    state('update-mechanism', 'looks for an update every night and installs it'),
    state('update-authenticity', 'every update is signed with RSA-3072 and checked on the device'),
    state('default-passwords', 'none'),
  ];
  return effort === 'looked-after' ? [...always, state('disclosure-contact', 'mailto:security@lumen.example', null)] : always;
}

/** The files that go with the product; `part` of all is its device. */
export function filesOf(product: SampleProduct): readonly SampleFile[] {
  const weak = [
    file('firmware.bin', 'update-image', sampleEvidence('lumen-cam/firmware.bin'), 'supplied'),
    file('sbom.cdx.json', 'sbom', sampleEvidence('lumen-cam/sbom.cdx.json'), 'supplied'),
  ];
  if (product.effort === 'open') return weak;
  const mended = [file('firmware.bin', 'update-image', sampleEvidence('lumen-cam-mended/firmware.bin'), 'public')];
  if (product.effort === 'updates') return mended;
  const papers = [
    file('sbom.cdx.json', 'sbom', sampleEvidence('lumen-cam-mended/sbom.cdx.json'), 'public'),
    file('security.txt', 'disclosure-policy', sampleEvidence('lumen-cam-mended/security.txt'), 'public'),
    file('disclosure-policy.txt', 'disclosure-policy', sampleEvidence('lumen-cam-mended/disclosure-policy.txt'), 'public'),
    file('support.txt', 'support-statement', new TextEncoder().encode(supportText(product)), 'public'),
  ];
  return [...mended, ...papers];
}

const supportText = ({ name, model, supportUntil }: SampleProduct): string =>
  `Security updates for ${name}\n\n${name} (model ${model}, all hardware revisions) receives security updates until ${supportUntil}.\nThe device looks for an update every night and installs it by itself; updates are free of charge.\n`;

/** What a laboratory writes down after it has tried a bought unit's login. */
export const laboratoryRecord = (date: string): SampleFile =>
  file(
    'login-guessing.yaml',
    'test-record',
    new TextEncoder().encode(
      `iqs: record/1\nlaboratory: Halden Test Laboratory\nunit: serial LC1-000317, bought in a shop\ndate: ${date}\nanswers:\n  - probe: unlimited-guessing\n    is: no\n    place: SSH port 22 and the web page, 500 wrong passwords each; closed for ten minutes after the tenth\n`,
    ),
    'sampled',
  );

function file(name: string, is: CaseEvidence['is'], bytes: Uint8Array, custody: CaseEvidence['custody']): SampleFile {
  const origins = { supplied: null, public: `https://www.lumen.example/downloads/${name}`, sampled: 'tried in the laboratory, three days' };
  return {
    bytes,
    evidence: {
      file: name,
      is,
      part: is === 'disclosure-policy' ? null : 'device',
      version: is === 'update-image' || is === 'sbom' ? '2.0' : null,
      custody,
      origin: origins[custody],
      device: null,
      phases: [],
      adopted: false,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes: bytes.length,
    },
  };
}
