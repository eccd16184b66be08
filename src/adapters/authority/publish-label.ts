import { join } from 'node:path';
import type { TrustedIssuer } from '../../credential/trust-list.ts';
import { compactJson } from '../../foundation/compact-json.ts';
import { UserError } from '../../foundation/user-error.ts';
import { type Drawing, drawArtwork } from '../../issuance/draw-artwork.ts';
import type { SignedLabel } from '../../issuance/sign-label.ts';
import { lintLabel } from '../../label/lint-label.ts';
import type { LabelClaims } from '../../model/label-claims.ts';
import type { Authority } from './authority.ts';
import { placeFolder } from './place-folder.ts';

/**
 * Puts a label's files into public/labels/NUMBER: credential.jwt, code.txt, claims.json and the artwork as SVG. Drawn beside and renamed into place whole; refused
 * (`LABEL_LINT`) where the drawing with the real code breaks a rule that the trial kept.
 */
export async function publishLabel(
  authority: Authority,
  claims: LabelClaims,
  issuer: TrustedIssuer,
  signed: SignedLabel,
  drawing: Drawing,
): Promise<string> {
  return placeFolder(join(authority.publicFolder, 'labels'), claims.number, (write) => {
    write('credential.jwt', signed.credential);
    write('code.txt', signed.code);
    write('claims.json', compactJson(claims));
    for (const { form, language, svg, facts } of drawArtwork(claims, issuer, signed.code, drawing)) {
      const [fault] = lintLabel(svg, form, facts);
      if (fault !== undefined)
        throw new UserError(
          'LABEL_LINT',
          fault,
          `${claims.number} ${form} ${language}`,
          'no label is published that breaks a rule; please report it',
        );
      write(`label-${form}-${language}.svg`, svg);
    }
  });
}
