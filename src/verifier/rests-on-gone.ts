import { standingOf } from '../credential/verify/standing.ts';
import type { StatusList } from '../credential/verify/verify-status-list.ts';
import type { TrustList } from '../credential/verify/verify-trust-list.ts';
import { isCertificateNumber } from '../model/certificate-number.ts';

/** A statement's own term is not looked at: a label never runs past it. */
const always = { issuedAt: '0000-01-01T00:00:00Z', validUntil: '9999-12-31T23:59:59Z' };

/**
 * Of the numbers that a label rests on, those whose issuer withdrew or suspended them by the status lists at hand; in the label's order. A certificate of another scheme, a number of nobody in
 * the trust list and one whose lists are not at hand are not among them: nothing is known of those.
 */
export const restsOnGone = (
  numbers: readonly string[],
  { content }: TrustList,
  lists: readonly StatusList[],
  now: string,
): readonly string[] =>
  numbers.filter(isCertificateNumber).filter((number) => {
    const issuer = content.issuers.find(({ body }) => body === number.split('-')[1]);
    return issuer !== undefined && ['withdrawn', 'suspended'].includes(standingOf({ number, ...always }, issuer, lists, now).standing);
  });
