import { Refusal } from './refusal.ts';

/** `IQS-<body>-<serial>`: the body's code of 2 to 6 capitals and digits, and a serial of at least seven digits, counted from 1. */
export type CertificateNumber = { readonly number: string; readonly body: string; readonly serial: number };

const form = /^IQS-([A-Z][A-Z0-9]{1,5})-(\d{7}|[1-9]\d{7,8})$/;

/** Reads a number in its one spelling; refuses any other (`MALFORMED`). */
export function certificateNumber(value: unknown): CertificateNumber {
  const match = typeof value === 'string' ? form.exec(value) : null;
  const serial = Number(match?.[2]);
  if (match === null || !(serial > 0)) throw new Refusal('MALFORMED', 'no certificate number');
  return { number: match[0], body: match[1] as string, serial };
}

/** Whether a text is a number of ours in its one spelling. */
export const isCertificateNumber = (text: string): boolean => Number(form.exec(text)?.[2] ?? 0) > 0;

/** The number of a body's `serial`, 1 to 999,999,999; a RangeError beyond. */
export function numberOf(body: string, serial: number): string {
  if (!Number.isInteger(serial) || serial < 1 || serial > 999_999_999) throw new RangeError(`no serial: ${serial}`);
  return `IQS-${body}-${String(serial).padStart(7, '0')}`;
}
