import type { TrustedIssuer } from '../credential/trust-list.ts';
import type { CodeMatrix } from '../label/code-matrix.ts';
import { drawLabel } from '../label/draw-label.ts';
import type { LabelFacts } from '../label/label-facts.ts';
import { labelForms } from '../label/label-form.ts';
import type { LabelClaims } from '../model/label-claims.ts';
import type { Messages } from '../model/message.ts';
import type { LabelArtwork } from './label-artwork.ts';

/** What artwork gets from outside: the languages, and the encoder of codes. */
export type Drawing = { readonly languages: readonly Messages[]; readonly encodeCode: (text: string) => CodeMatrix };

/** Every form in every language, of one label with one code. */
export function drawArtwork(
  claims: LabelClaims,
  issuer: TrustedIssuer,
  code: string,
  { languages, encodeCode }: Drawing,
): readonly LabelArtwork[] {
  const facts = factsOf(claims, issuer, code);
  const matrix = encodeCode(code);
  return languages.flatMap((messages) =>
    labelForms.map((form) => ({ form, language: messages.language, svg: drawLabel(form, facts, messages, matrix), facts })),
  );
}

const factsOf = (claims: LabelClaims, issuer: TrustedIssuer, code: string): LabelFacts => ({
  number: claims.number,
  issuer: issuer.name,
  letter: claims.letter,
  product: claims.product.name,
  maker: claims.product.maker,
  category: claims.product.category,
  assurance: claims.assurance,
  updatesUntil: claims.updatesUntil,
  scheme: claims.scheme.id,
  gradedOn: claims.gradedOn,
  validUntil: claims.validUntil,
  issuedOn: claims.issuedAt,
  code,
  training: issuer.training,
  parts: claims.parts,
});
