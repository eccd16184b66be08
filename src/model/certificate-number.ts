/** `IQS-BODY-SERIAL`: the body's code of 2 to 6 capitals and digits, and a serial from 1 with zeros in front up to seven digits: a number has one spelling. */
export const certificateNumberForm = /^IQS-([A-Z][A-Z0-9]{1,5})-(?!0{7}$)(\d{7}|[1-9]\d{7,8})$/;

/** The body that gave a number, and the how-many-eth of that body it is. */
export type CertificateNumber = { readonly body: string; readonly serial: number };

/** Null: not a certificate number. */
export function certificateNumber(text: string): CertificateNumber | null {
  const match = certificateNumberForm.exec(text);
  return match === null ? null : { body: match[1] as string, serial: Number(match[2]) };
}

/** The number of a body's `serial`, 1 to 999,999,999; a RangeError beyond. */
export function numberOf(body: string, serial: number): string {
  if (!Number.isInteger(serial) || serial < 1 || serial > 999_999_999) throw new RangeError(`no serial: ${serial}`);
  return `IQS-${body}-${String(serial).padStart(7, '0')}`;
}

/** Whether a text is a number of ours in its one spelling. */
export const isCertificateNumber = (text: string): boolean => certificateNumber(text) !== null;
