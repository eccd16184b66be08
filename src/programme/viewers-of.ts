import type { Case } from '../model/case.ts';
import type { Role } from '../model/organisation.ts';

/** Whom a right to look belongs to: everybody in a role of an organisation, or one person. */
export type Viewer = `${Role}:${string}` | `person:${string}`;

export const viewer = (role: Role, organisation: string): Viewer => `${role}:${organisation}`;
export const onePerson = (id: string): Viewer => `person:${id}`;

/**
 * Who may see a case (7-performance-and-safety: least privilege; evidence only for the people of its case). The applicant always; the laboratory from the acceptance on, a former one
 * if it evaluated; the body from the first submission on; of the committee its members, and the body's other decision makers, officers and scheme owners once there is a certificate.
 */
export function viewersOf(of: Case): readonly Viewer[] {
  const { applicant, body, laboratory, state, agreement, hats, committee, certificate } = of;
  const evaluated = hats.flatMap(({ role, organisation }) => (role === 'evaluator' && organisation !== null ? [organisation] : []));
  const laboratories = new Set([...(laboratory !== null && state === 'accepted' ? [laboratory] : []), ...evaluated]);
  return [
    viewer('applicant', applicant),
    ...[...laboratories].map((each) => viewer('evaluator', each)),
    ...(agreement === null ? [] : [viewer('reviewer', body)]),
    ...(certificate === null
      ? []
      : (['surveillance-officer', 'decision-maker', 'scheme-owner'] as const).map((role) => viewer(role, body))),
    ...(committee?.members ?? []).map(onePerson),
  ];
}

/** Whether names are hidden from the committee still: its vote is open (6-programme, A case). */
export const isBlind = ({ state, committee }: Pick<Case, 'state' | 'committee'>): boolean =>
  state === 'decision-pending' && (committee?.outcome ?? null) === null;
