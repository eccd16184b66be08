import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TrustedIssuer } from '../../credential/trust-list.ts';
import { compactJson } from '../../foundation/compact-json.ts';
import { UserError } from '../../foundation/user-error.ts';
import { type Drawing, drawArtwork } from '../../issuance/draw-artwork.ts';
import type { SignedLabel } from '../../issuance/sign-label.ts';
import { lintLabel } from '../../label/lint-label.ts';
import type { LabelClaims } from '../../model/label-claims.ts';
import type { Authority } from './authority.ts';
import { syncPath } from './sync-path.ts';

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
  const labels = join(authority.publicFolder, 'labels');
  const folder = join(labels, claims.number);
  const beside = `${folder}.${process.pid}.new`;
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside, { recursive: true });
  const write = (name: string, content: string): void => {
    writeFileSync(join(beside, name), content);
    syncPath(join(beside, name));
  };
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
  // A renamed folder must find its place empty; what a killed attempt left is the same label.
  if (existsSync(folder)) rmSync(folder, { recursive: true });
  renameSync(beside, folder);
  syncPath(labels);
  return folder;
}
