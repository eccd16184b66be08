import { type CertificateNumber, certificateNumber } from '../model/certificate-number.ts';
import { Refusal } from './refusal.ts';

/** Body and serial of a number; refuses what is none (`MALFORMED`). */
export function numberParts(number: unknown): CertificateNumber {
  const parts = typeof number === 'string' ? certificateNumber(number) : null;
  if (parts === null) throw new Refusal('MALFORMED', 'no certificate number');
  return parts;
}
