import type { Case, CaseDescription, Committee } from '../model/case.ts';
import { hidden, hideNames } from './hide-names.ts';
import { hideTexts } from './hide-texts.ts';
import { identityOf } from './identity-of.ts';
import { numberedMarks } from './numbered-marks.ts';

/** Keys whose strings are of a closed list, a date, a digest, or were hidden before. */
const kept: ReadonlySet<string> = new Set(
  [
    'id state since openedAt openedBy applicant body laboratory scheme renews type category transport trust port topic part is custody',
    'phases role sha256 at by purpose digest input letter atLeast atMost bound engine vintage asOf criterion raisedBy raisedAt members member',
    'choice kind document method cause from to hearUntil announcedBy announcedAt until extendedBy issuedAt validUntil number standing',
    'assessment assessing reportedAt digests person organisation decidedBy proposal',
  ].flatMap((line) => line.split(' ')),
);

/**
 * What a member of the committee sees before the vote is closed (6-programme, A case): no applicant, product, maker, host, origin, laboratory or person; names are hidden in
 * every text. Others' votes are left out, so that each votes alone. `viewer`: the member, who stays; `names`: of the organisations and people of the case, as the programme knows
 * them. Digests stay: files of a public download can be told by them.
 */
export function anonymisedCase(of: Case, names: readonly string[] = [], viewer: string | null = null): Case {
  const parts = numberedMarks((of.description?.parts ?? []).map(({ id }) => id));
  const people = numberedMarks(peopleOf(of).filter((id) => id !== viewer && id !== 'programme'));
  const person = (id: string): string => people.get(id) ?? id;
  const hide = hideNames([...identityOf(of), ...names]);
  const part = (id: string | null): string | null => (id === null ? null : (parts.get(id) ?? hide(id)));
  const marked: Case = {
    ...of,
    applicant: hidden,
    laboratory: of.laboratory === null ? null : hidden,
    renews: of.renews === null ? null : hidden,
    description: of.description === null ? null : hiddenDescription(of.description, (id) => part(id) ?? id, hide),
    statements: of.statements.map((each) => ({ ...each, part: part(each.part) })),
    evidence: of.evidence.map((each) => ({
      ...each,
      part: part(each.part),
      origin: each.origin === null ? null : hidden,
      device: each.device === null ? null : hidden,
    })),
    hats: of.hats.map((hat) => ({ ...hat, organisation: hat.organisation === null ? null : hidden })),
    changes: of.changes.map((each) => ({ ...each, part: part(each.part) ?? each.part })),
    committee: of.committee === null ? null : blind(of.committee, viewer),
  };
  return hideTexts(hidePeople(marked, person), hide, kept);
}

const hiddenDescription = (
  { product, parts, endpoints, thirdParties }: CaseDescription,
  part: (id: string) => string,
  hide: (text: string) => string,
): CaseDescription => ({
  product: { ...product, name: hidden, maker: hidden, model: product.model === null ? null : hidden },
  parts: parts.map((each) => ({ ...each, id: part(each.id) })),
  endpoints: endpoints.map((each) => ({
    ...each,
    host: hidden,
    part: part(each.part),
    permission: each.permission === null ? null : hidden,
  })),
  thirdParties: thirdParties.map((each) => ({ ...each, name: hidden, hosts: each.hosts.map(() => hidden), purpose: hide(each.purpose) })),
});

const blind = (committee: Committee, viewer: string | null): Committee =>
  committee.outcome === null ? { ...committee, votes: committee.votes.filter(({ member }) => member === viewer) } : committee;

/** Keys that hold the id of a person. */
const personKeys: ReadonlySet<string> = new Set('openedBy by raisedBy members member announcedBy extendedBy person decidedBy'.split(' '));

const peopleOf = (of: Case): readonly string[] => {
  const found: string[] = [];
  hidePeople(of, (id) => {
    found.push(id);
    return id;
  });
  return found;
};

const hidePeople = (of: Case, person: (id: string) => string): Case => {
  const every: ReadonlySet<string> = new Set(allKeys(of).filter((key) => !personKeys.has(key)));
  return hideTexts(of, person, every);
};

function allKeys(value: unknown): readonly string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, each]) => (Array.isArray(value) ? allKeys(each) : [key, ...allKeys(each)]));
}
