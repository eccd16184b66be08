import type { Case } from '../../model/case.ts';
import type { ActionName } from '../../model/case-action.ts';
import { anonymisedCase } from '../../programme/anonymised-case.ts';
import { caseClocks } from '../../programme/case-clocks.ts';
import { duties, isAllowed } from '../../programme/duties.ts';
import { latestAssessment } from '../../programme/latest-assessment.ts';
import type { ProgrammeSettings } from '../../programme/programme-settings.ts';
import { isBlind, onePerson, type Viewer, viewer, viewersOf } from '../../programme/viewers-of.ts';
import { documentOf } from './case-digests.ts';
import { caseUnknown } from './case-store.ts';
import type { CaseSummary, Seat, SeenCase } from './desk.ts';

const actionNames = Object.keys(duties) as ActionName[];

/** As whom a seat looks at cases: in its role, and a decision maker also as the member of committees. */
export function viewersFor(seat: Seat): readonly Viewer[] | 'all' {
  if (seat === 'system') return 'all';
  const own = viewer(seat.role, seat.organisation);
  return seat.role === 'decision-maker' ? [own, onePerson(seat.person)] : [own];
}

/** The case, if the seat may see it. Refused: `CASE_UNKNOWN`, as if it were not there. */
export function mustSee(seat: Seat, of: Case): Case {
  const viewers = viewersFor(seat);
  if (viewers !== 'all' && !viewersOf(of).some((each) => viewers.includes(each))) throw caseUnknown(of.id);
  return of;
}

/** Whether the seat's person must not learn whose case it is. */
export const isHidden = (seat: Seat, of: Case): boolean => seat !== 'system' && seat.role === 'decision-maker' && isBlind(of);

/** A case as a seat may see it; `names`: of everybody on it. */
export function seenCase(seat: Seat, of: Case, settings: ProgrammeSettings, names: ReadonlyMap<string, string>): SeenCase {
  const anonymised = isHidden(seat, of);
  const role = seat === 'system' ? 'system' : seat.role;
  const person = seat === 'system' ? null : seat.person;
  const body = names.get(of.body);
  return {
    case: anonymised ? anonymisedCase(of, [...names.values()], person) : of,
    anonymised,
    allowed: actionNames.filter((name) => isAllowed(name, role, of.state)),
    clocks: caseClocks(of, settings),
    document: anonymised ? null : documentOf(of),
    names: anonymised ? new Map(body === undefined ? [] : [[of.body, body]]) : names,
  };
}

/** A line of a list; `names`: of applicants. */
export function summaryOf(seat: Seat, of: Case, settings: ProgrammeSettings, names: ReadonlyMap<string, string>): CaseSummary {
  const { id, state, since, version, applicant, certificate, description } = of;
  const isNameless = isHidden(seat, of);
  const role = seat === 'system' ? null : seat.role;
  const assessed = latestAssessment(of, 'official') ?? latestAssessment(of, 'preview');
  return {
    id,
    state,
    product: isNameless ? null : (description?.product.name ?? null),
    category: description?.product.category ?? null,
    applicant: isNameless ? null : { id: applicant, name: names.get(applicant) ?? applicant },
    letter: certificate?.letter ?? assessed?.letter ?? null,
    number: isNameless ? null : (certificate?.number ?? null),
    since,
    version,
    due: caseClocks(of, settings).find(({ whose }) => whose === role) ?? null,
  };
}
