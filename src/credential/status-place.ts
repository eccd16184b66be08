/** What a status list says of a label (W3C Bitstring Status List 1.0, 2.2): withdrawn for good, suspended for now, or replaced by a newer statement. */
export const statusPurposes = ['revocation', 'suspension', 'refresh'] as const;
export type StatusPurpose = (typeof statusPurposes)[number];

/** Bits of one list: the fewest the standard allows, for the sake of those whose status is looked up. */
export const statusBits = 131_072;

/** Where a serial's bit stands: so that a printed code, which has no room for an address, tells it by its number. */
export const statusPlace = (serial: number): { readonly list: number; readonly index: number } => ({
  list: Math.floor(serial / statusBits),
  index: serial % statusBits,
});

/** Address of a list under the issuer's address of lists, which ends in a slash. */
export const statusListUrl = (base: string, purpose: StatusPurpose, list: number): string => `${base}${purpose}/${list}.jwt`;
