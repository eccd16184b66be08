import type { Case } from '../model/case.ts';

/** Everybody who had a hat on a case, and its committee, those who stepped back included: who decides what is brought against it is none of them (ISO/IEC 17065, 7.13.5). */
export const peopleOfCase = ({ openedBy, hats, committee }: Case): ReadonlySet<string> =>
  new Set([
    openedBy,
    ...hats.map(({ person }) => person),
    ...(committee === null ? [] : [...committee.members, ...committee.recused.map(({ member }) => member)]),
  ]);
