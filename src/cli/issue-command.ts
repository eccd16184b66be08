import { join } from 'node:path';
import { openAuthority } from '../adapters/authority/authority.ts';
import { issueLabel } from '../adapters/authority/issue-label.ts';
import { publishLists } from '../adapters/authority/publish-lists.ts';
import { issueRequest, readAssessment, readDecision, trainingDecision } from '../adapters/authority/read-request.ts';
import { chooseMessages } from '../adapters/catalogue/choose-messages.ts';
import { chooseScheme } from '../adapters/catalogue/choose-scheme.ts';
import { loadCatalogue } from '../adapters/catalogue/load-catalogue.ts';
import { copyLabel } from '../adapters/copy-label.ts';
import { encodeCode } from '../adapters/encode-code.ts';
import { canonicalJson } from '../foundation/canonical-json.ts';
import { UserError } from '../foundation/user-error.ts';
import { safeText } from '../reports/terminal/wrap-text.ts';
import { exitCodes } from './exit-codes.ts';
import { now } from './now.ts';

export type IssueFlags = {
  readonly authority: string;
  readonly decision?: string | undefined;
  readonly replaces?: string | undefined;
  readonly reason?: string | undefined;
  readonly out?: string | undefined;
  readonly lang?: string | undefined;
  readonly json?: true | undefined;
};

/** `iqs issue ASSESSMENT`: the same assessment and decision again is the same label. */
export async function issueCommand(place: string, flags: IssueFlags): Promise<number> {
  const authority = openAuthority(flags.authority);
  const read = readAssessment(place);
  const moment = now();
  if (flags.decision === undefined && !authority.file.training)
    throw new UserError(
      'DECISION_MISSING',
      'nobody decided',
      flags.authority,
      'give --decision FILE: people decide, and not those who evaluated',
    );
  const decision = flags.decision === undefined ? trainingDecision(read.assessment) : readDecision(flags.decision);
  const catalogue = await loadCatalogue();
  const request = issueRequest(read, decision, chooseScheme(catalogue, read.assessment.scheme.id), replacedBy(flags), moment);
  const languages = catalogue.messages.map(({ language }) => chooseMessages(catalogue, language));
  const { claims, signed, folder } = await issueLabel(authority, request, { drawing: { languages, encodeCode } });
  await publishLists(authority, moment);
  const out = flags.out === undefined ? folder : await copyLabel(folder, flags.out, flags.lang);
  if (flags.json) process.stdout.write(canonicalJson({ number: claims.number, letter: claims.letter, code: signed.code, folder: out }));
  else
    process.stdout.write(
      [
        `${claims.number}: ${safeText(claims.product.name)} ${claims.letter}, valid until ${claims.validUntil.slice(0, 10)}${authority.file.training ? '  (training, not valid)' : ''}`,
        `  ${join(out, `label-full-${flags.lang ?? 'en'}.svg`)}  and other forms`,
        `  ${join(out, 'credential.jwt')}`,
        `Verify it: iqs verify ${join(out, `label-full-${flags.lang ?? 'en'}.svg`)} --trust ${join(authority.publicFolder, 'trust.json')} --site ${authority.publicFolder}`,
        '',
      ].join('\n'),
    );
  return exitCodes.done;
}

function replacedBy({ replaces, reason }: IssueFlags): Parameters<typeof issueRequest>[3] {
  if (replaces === undefined) return null;
  if (reason === undefined) throw new UserError('USAGE', 'why is the letter lowered?', '--replaces', 'give --reason; the public reads it');
  return { number: replaces, reason };
}
