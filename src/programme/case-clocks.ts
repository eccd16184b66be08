import { monthsLater } from '../foundation/months-later.ts';
import { type Case, certifiedStates } from '../model/case.ts';
import type { Role } from '../model/organisation.ts';
import type { ProgrammeSettings } from './programme-settings.ts';
import { daysLater, workingDaysLater } from './working-days.ts';

export const clockKinds = [
  'reply-to-application',
  'begin-evaluation',
  'answer-nonconformities',
  'close-nonconformities',
  'take-up-review',
  'review',
  'vote',
  'sign',
  'plausible',
  'hear-holder',
  'remedy',
  'suspension',
  'correct-shops',
  'appeal',
  'renewal-opens',
  'expiry',
  'delta',
] as const;
export type ClockKind = (typeof clockKinds)[number];

/** Something that is due on a case, whose turn it is, and what it is about where there are several. */
export type Clock = { readonly kind: ClockKind; readonly whose: Role; readonly due: string; readonly about: string | null };

/** Every clock that runs on a case now, soonest first. Nothing happens by itself when one runs out, but expiry: people are reminded, and the page says so. */
export function caseClocks(of: Case, settings: ProgrammeSettings): readonly Clock[] {
  return [...applicationClocks(of, settings), ...certificateClocks(of, settings), ...afterwards(of, settings)].sort((a, b) =>
    a.due === b.due ? 0 : a.due < b.due ? -1 : 1,
  );
}

function applicationClocks(of: Case, settings: ProgrammeSettings): readonly Clock[] {
  const { state, since } = of;
  const reply = workingDaysLater(since, settings.replyWorkingDays);
  const one = (kind: ClockKind, whose: Role, due = reply): readonly Clock[] => [{ kind, whose, due, about: null }];
  switch (state) {
    case 'submitted':
      return one('reply-to-application', 'reviewer');
    case 'accepted':
      return one('begin-evaluation', 'evaluator');
    case 'evaluated':
      return one('take-up-review', 'reviewer');
    case 'in-review':
      return one('review', 'reviewer');
    case 'decision-pending':
      return committeeClocks(of, settings);
    case 'nonconformities-open':
      return nonconformityClocks(of, settings);
    default:
      return [];
  }
}

/** The maker's turn until there is an answer, then the laboratory's. */
const nonconformityClocks = ({ nonconformities }: Case, settings: ProgrammeSettings): readonly Clock[] =>
  nonconformities
    .filter(({ closed }) => closed === null)
    .map(({ id, raisedAt, answers }) => {
      const answered = answers.at(-1)?.at;
      return answered === undefined
        ? { kind: 'answer-nonconformities', whose: 'applicant', due: daysLater(raisedAt, settings.remedyDays), about: id }
        : { kind: 'close-nonconformities', whose: 'evaluator', due: workingDaysLater(answered, settings.replyWorkingDays), about: id };
    });

/** A vote that a recusal opened again has its time again; signing has it from the closing of the vote on. */
function committeeClocks({ committee, decision, since }: Case, settings: ProgrammeSettings): readonly Clock[] {
  if (committee === null || decision !== null) return [];
  const from = committee.outcome === null ? committee.recused.at(-1)?.at : committee.votes.at(-1)?.at;
  const due = workingDaysLater(from ?? since, settings.replyWorkingDays);
  return [{ kind: committee.outcome === null ? 'vote' : 'sign', whose: 'decision-maker', due, about: null }];
}

function certificateClocks(of: Case, settings: ProgrammeSettings): readonly Clock[] {
  const { certificate, measure, suspension, proposals, changes, state, since, remedy } = of;
  if (certificate === null) return [];
  if (state === 'renewed') return [{ kind: 'expiry', whose: 'applicant', due: certificate.validUntil, about: null }, ...hearing(measure)];
  if (!certifiedStates.some((each) => each === state)) return [];
  const plausible = (urgent: boolean): number => (urgent ? settings.plausibleUrgentWorkingDays : settings.plausibleWorkingDays);
  return [
    { kind: 'renewal-opens', whose: 'applicant', due: monthsLater(certificate.validUntil, -settings.renewalWindowMonths), about: null },
    { kind: 'expiry', whose: 'applicant', due: certificate.validUntil, about: null },
    ...proposals
      .filter(({ closed }) => closed === null)
      .map(
        ({ id, at, urgent }): Clock => ({
          kind: 'plausible',
          whose: 'surveillance-officer',
          due: workingDaysLater(at, plausible(urgent)),
          about: id,
        }),
      ),
    ...hearing(measure),
    ...(state === 'under-review' && remedy === null
      ? [{ kind: 'remedy', whose: 'applicant', due: daysLater(since, settings.remedyDays), about: null } as const]
      : []),
    ...(suspension === null
      ? []
      : [
          { kind: 'suspension', whose: 'surveillance-officer', due: suspension.until, about: null } as const,
          {
            kind: 'correct-shops',
            whose: 'applicant',
            due: workingDaysLater(suspension.at, settings.correctionWorkingDays),
            about: null,
          } as const,
        ]),
    ...changes
      .filter(({ kind, confirmed }) => kind === 'security-only' && confirmed === undefined)
      .map(
        ({ id, reportedAt }): Clock => ({ kind: 'delta', whose: 'applicant', due: daysLater(reportedAt, settings.deltaDays), about: id }),
      ),
  ];
}

const hearing = (measure: Case['measure']): readonly Clock[] =>
  measure === null || measure.answer !== null
    ? []
    : [{ kind: 'hear-holder', whose: 'applicant', due: measure.hearUntil, about: measure.kind }];

/** What a holder may still do about a decision, and must do about shops. */
function afterwards({ state, since }: Case, settings: ProgrammeSettings): readonly Clock[] {
  const appealed = ['refused', 'rejected', 'suspended', 'reduced', 'withdrawn', 'lapsed'];
  const corrected = ['withdrawn', 'terminated', 'lapsed', 'expired'];
  return [
    ...(appealed.includes(state)
      ? [{ kind: 'appeal', whose: 'applicant', due: daysLater(since, settings.appealDays), about: null } as const]
      : []),
    ...(corrected.includes(state)
      ? [
          {
            kind: 'correct-shops',
            whose: 'applicant',
            due: workingDaysLater(since, settings.correctionWorkingDays),
            about: null,
          } as const,
        ]
      : []),
  ];
}
