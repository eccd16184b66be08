import type { LabelledPart } from '../model/label-claims.ts';
import type { LabelFacts } from './label-facts.ts';

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A code's text of the usual make: a host, a path, and signs of base 32 that look like chance. */
export function codeText(length: number): string {
  let state = 7;
  const next = (): string => {
    state = (state * 48_271) % 2_147_483_647;
    return base32[state % 32] ?? 'A';
  };
  return `HTTPS://REGISTER.EXAMPLE/C/${Array.from({ length: length - 27 }, next).join('')}`;
}

const part = (id: string, kind: LabelledPart['kind'], name: string, letter: LabelledPart['letter'], version: string): LabelledPart => ({
  id,
  kind,
  name,
  letter,
  assurance: 'checked',
  versions: [{ version, hardware: null }],
  digests: [],
});

/** A label for training, as every form shows it. */
export const trainingFacts: LabelFacts = {
  number: 'IQS-TRAIN-0000042',
  issuer: 'Example Certification Body',
  letter: 'C',
  product: 'Garden Camera X200',
  maker: 'Example Works',
  category: 'IP camera',
  assurance: { lowest: 'checked', at: 7, of: 19 },
  updatesUntil: '2031-12-01',
  scheme: 'iqs-2027 (2027.1)',
  gradedOn: '2027-03-01',
  issuedOn: '2027-03-14T09:00:00Z',
  validUntil: '2030-03-14T09:00:00Z',
  code: codeText(350),
  training: true,
  parts: [
    part('camera', 'device', 'Garden Camera X200', 'C', '2.4.1'),
    part('app', 'app', 'Garden Camera for Android', 'B', '5.0.3'),
    part('cloud', 'service', 'camera.example', 'C', '2027-02'),
  ],
};

export const issuedFacts: LabelFacts = { ...trainingFacts, number: 'IQS-EX-0000042', training: false };
