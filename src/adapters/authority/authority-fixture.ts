import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compactJson } from '../../foundation/compact-json.ts';
import type { Drawing } from '../../issuance/draw-artwork.ts';
import type { IssueRequest } from '../../issuance/issue-request.ts';
import { plainMessages } from '../../label/messages-fixture.ts';
import type { Assessment } from '../../model/assessment.ts';
import type { Signer } from '../../model/signer.ts';
import { encodeCode } from '../encode-code.ts';
import type { Authority } from './authority.ts';
import { initAuthority } from './init-authority.ts';

const months = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`month.${at + 1}`, `Month ${at + 1}`]));

export const drawing: Drawing = { languages: [{ ...plainMessages, texts: { ...months, ...plainMessages.texts } }], encodeCode };

export const now = '2027-03-02T09:30:00Z';

export async function testAuthority(t: { after(task: () => void): void }): Promise<Authority> {
  const home = mkdtempSync(join(tmpdir(), 'iqs-authority-'));
  t.after(() => rmSync(home, { recursive: true, force: true }));
  return initAuthority(join(home, 'authority'), {
    name: 'Training Body',
    body: 'TRAIN',
    base: 'https://register.example/',
    training: true,
    issuerKey: null,
    now,
  });
}

/** A product's assessment with a letter, as small as the type allows. */
export const assessmentOf = (name: string, changes: Partial<Assessment> = {}): Assessment => ({
  iqs: 'assessment/1',
  engine: 'iqs/test',
  scheme: { id: 'iqs-training', vintage: 'training.1', status: 'training', digest: 'ab'.repeat(32) },
  tables: {},
  asOf: '2027-03-01',
  reproducible: true,
  product: { name, model: null, maker: 'Lumen Example B.V.', type: 'device', category: 'camera', use: null },
  supportUntil: '2031-12-31',
  evidence: [
    {
      name: 'firmware.bin',
      sha256: '0f'.repeat(32),
      bytes: 8,
      kind: 'firmware',
      is: 'update-image',
      part: 'device',
      version: '2.0',
      custody: 'supplied',
      counted: 'supplied',
      adopted: false,
      coverage: { identified: 8, opaque: 0, unread: 0 },
    },
  ],
  grade: { letter: 'D', interval: { atLeast: 'D', atMost: 'C', bound: 'exact' }, reason: 'weakest-part' },
  parts: [
    {
      id: 'device',
      kind: 'device',
      name: 'Camera',
      versions: [{ version: '2.0', hardware: null }],
      letter: 'D',
      interval: { atLeast: 'D', atMost: 'C', bound: 'exact' },
      assurance: { lowest: 'checked', at: 7, of: 7 },
      verdicts: [],
      toCome: [],
    },
  ],
  findings: [],
  wouldSettle: [],
  wouldImprove: [],
  specimen: null,
  noSpecimen: null,
  noLabel: null,
  ...changes,
});

export const requestOf = (name: string, changes: Partial<IssueRequest> = {}, assessment: Partial<Assessment> = {}): IssueRequest => {
  const assessed = assessmentOf(name, assessment);
  return {
    assessment: assessed,
    assessmentDigest: createHash('sha256').update(compactJson(assessed)).digest('hex'),
    decision: { letter: 'D', decidedBy: ['training'], evaluatedBy: ['engine'], decidedAt: '2027-03-02T09:00:00Z' },
    issuesLabels: true,
    labelMonths: 36,
    replaces: null,
    issuedAt: now,
    ...changes,
  };
};

/** A signer that writes down, before it answers, what it signed. */
export const watched = (signer: Signer, journal: string): Signer => ({
  ...signer,
  sign: async (bytes) => {
    appendFileSync(journal, `${createHash('sha256').update(bytes).digest('hex')}\n`);
    return signer.sign(bytes);
  },
});

export const readLines = (path: string): readonly string[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
