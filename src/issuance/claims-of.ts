import { validNoLongerThan } from '../assessment/valid-no-longer-than.ts';
import { monthsLater } from '../foundation/months-later.ts';
import { by, byCodeUnit } from '../foundation/order.ts';
import { UserError } from '../foundation/user-error.ts';
import type { Assessment, PartAssessment } from '../model/assessment.ts';
import { assurances } from '../model/assurance.ts';
import type { Purpose } from '../model/dossier.ts';
import { type LabelClaims, type LabelLetter, type LabelledPart, labelLetters } from '../model/label-claims.ts';
import type { IssueRequest } from './issue-request.ts';

/** Evidence that is the part itself: its digest tells whether a file in hand is what was assessed. */
const theThingItself: readonly Purpose[] = ['update-image', 'factory-dump', 'app-package'];

/**
 * The claims of a label under a number. Refused: `NOT_LABELLABLE` where a part has no letter from E up, `TERM_OVER` where support or a statement that the letter
 * rests on ends before the label would begin.
 */
export function claimsOf(request: IssueRequest, number: string): LabelClaims {
  const { assessment, assessmentDigest, decision, issuedAt } = request;
  const { name, model, maker, category, type } = assessment.product;
  const parts = assessment.parts.map((part) => labelledPart(part, assessment));
  return {
    number,
    product: { name, model, maker, category, type },
    parts,
    letter: decision.letter,
    assurance: weakestAssurance(assessment),
    scheme: { id: assessment.scheme.id, vintage: assessment.scheme.vintage, digest: assessment.scheme.digest },
    assessment: assessmentDigest,
    restsOn: restsOn(assessment),
    gradedOn: assessment.asOf.slice(0, 10),
    updatesUntil: assessment.supportUntil,
    issuedAt,
    validUntil: validUntil(request),
  };
}

function labelledPart({ id, kind, name, letter, assurance, versions }: PartAssessment, { evidence }: Assessment): LabelledPart {
  if (!isLabelLetter(letter) || assurance === null)
    throw new UserError(
      'NOT_LABELLABLE',
      `its letter is ${letter ?? 'none'}`,
      `part ${id}`,
      'a label needs every part at E or better; see what would settle or improve it',
    );
  const itself = evidence.filter((one) => one.part === id && theThingItself.includes(one.is)).map((one) => one.sha256);
  return { id, kind, name, letter, assurance: assurance.lowest, versions, digests: [...new Set(itself)].sort(byCodeUnit) };
}

const isLabelLetter = (letter: string | null): letter is LabelLetter => labelLetters.some((one) => one === letter);

function restsOn({ restsOn: uses = [] }: Assessment): LabelClaims['restsOn'] {
  return [...new Map(uses.map(({ id, until }) => [id, { id, until }])).values()].sort(by(({ id }) => id));
}

/** The lowest assurance of any part, with how many criteria of all parts stand on it. */
function weakestAssurance({ parts }: Assessment): LabelClaims['assurance'] {
  const all = parts.flatMap(({ assurance }) => (assurance === null ? [] : [assurance]));
  const lowest = assurances.find((one) => all.some((assurance) => assurance.lowest === one)) ?? 'stated';
  const at = all.filter((one) => one.lowest === lowest).reduce((sum, one) => sum + one.at, 0);
  return { lowest, at, of: all.reduce((sum, one) => sum + one.of, 0) };
}

/** The scheme's months, at most three years, and never past support or what the letter rests on (6-programme, A case). */
function validUntil({ assessment, issuedAt, labelMonths, replaces }: IssueRequest): string {
  const term = monthsLater(issuedAt.slice(0, 10), Math.min(labelMonths, 36));
  const supported = assessment.supportUntil !== null && assessment.supportUntil < term ? assessment.supportUntil : term;
  const own = validNoLongerThan(`${supported}T23:59:59Z`, assessment.restsOn ?? []);
  const until = replaces?.until !== undefined && replaces.until < own ? replaces.until : own;
  if (until <= issuedAt)
    throw new UserError(
      'TERM_OVER',
      `its term would end ${until}`,
      assessment.product.name,
      'a label never runs past support or a statement it rests on',
    );
  return until;
}
