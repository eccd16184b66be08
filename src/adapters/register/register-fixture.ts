import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { LabelClaims } from '../../model/label-claims.ts';
import type { RegisterEvent } from '../../model/register-entry.ts';
import type { LogPolicy } from '../../register/verify-checkpoint.ts';
import { initRegister } from './init-register.ts';
import { loadSigner, type NoteSigner } from './note-signer.ts';

const kid = 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k';
const digest = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

export const keyAdded: RegisterEvent = {
  event: 'key-added',
  issuer: 'IQS training body',
  kid,
  jwk: { kty: 'EC', crv: 'P-256', x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4', y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM' },
};

/** The number of the `at`th label of a test, counted from 0. */
export const numberOf = (at: number): string => `IQS-TRAIN-${String(at + 1).padStart(7, '0')}`;

export const claimsOf = (number: string): LabelClaims => ({
  number,
  product: { name: 'Lumen Cam', model: 'LC-2', maker: 'Lumen B.V.', category: 'camera', type: 'device' },
  parts: [
    {
      id: 'camera',
      kind: 'device',
      name: 'Camera',
      letter: 'C',
      assurance: 'tested',
      versions: [{ version: '1.4.2', hardware: null }],
      digests: [digest],
    },
  ],
  letter: 'C',
  assurance: { lowest: 'checked', at: 3, of: 21 },
  scheme: { id: 'iqs-2027', vintage: '2027', digest },
  assessment: digest,
  restsOn: [],
  gradedOn: '2027-02-28',
  updatesUntil: '2031-12-31',
  issuedAt: '2027-03-01T09:30:00Z',
  validUntil: '2029-03-01T00:00:00Z',
});

export const issued = (serial: number): RegisterEvent => ({
  event: 'issued',
  number: numberOf(serial),
  issuer: 'IQS training body',
  claims: claimsOf(numberOf(serial)),
  credential: digest,
  printed: digest,
  kid,
});

export const withdrawn = (serial: number): RegisterEvent => ({
  event: 'withdrawn',
  number: numberOf(serial),
  reason: 'the maker asked for it',
});

export type TestRegister = {
  readonly folder: string;
  readonly signer: NoteSigner;
  readonly policy: LogPolicy;
  readonly keyFile: string;
  readonly home: string;
};

/** An empty register in a folder that goes when the test ends. */
export async function testRegister(t: TestContext, origin = 'register.example/iqs'): Promise<TestRegister> {
  const home = mkdtempSync(join(tmpdir(), 'iqs-register-'));
  t.after(() => rmSync(home, { recursive: true, force: true }));
  const [folder, keyFile] = [join(home, 'log'), join(home, 'log.key')];
  const logKey = await initRegister(folder, origin, keyFile);
  return { folder, keyFile, home, signer: await loadSigner(keyFile, origin, 'log'), policy: { logKey, witnesses: [], quorum: 0 } };
}
