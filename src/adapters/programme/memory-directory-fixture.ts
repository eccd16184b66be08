import type { OrganisationKind, Role } from '../../model/organisation.ts';
import type { Directory } from './directory.ts';

type Given = {
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly people: readonly { readonly key: string; readonly name: string; readonly roles: readonly Role[] }[];
};

/** Organisations by id, their people by key; every laboratory may evaluate by the scheme. Nobody has ties, nothing can be changed. */
export function memoryDirectory(
  organisations: Readonly<Record<string, Given>>,
  { scheme, until }: { readonly scheme: string; readonly until: string },
): Directory {
  const all = Object.entries(organisations);
  const facts = new Map(
    all.flatMap(([organisation, { people }]) =>
      people.map(({ key, roles }) => [key, { person: key, memberships: [{ organisation, roles }], ties: [] }] as const),
    ),
  );
  const names = new Map(
    all.flatMap(([id, { name, people }]) => [[id, name] as const, ...people.map((each) => [each.key, each.name] as const)]),
  );
  const picked = <T>(from: ReadonlyMap<string, T>, ids: readonly string[]): ReadonlyMap<string, T> =>
    new Map(ids.flatMap((id) => (from.has(id) ? [[id, from.get(id) as T] as const] : [])));
  const refuse = async (): Promise<never> => {
    throw new Error('this directory stays as it is');
  };
  return {
    facts: async (people) => picked(facts, people),
    names: async (ids) => picked(names, ids),
    organisations: async (kind) =>
      all
        .filter(([, each]) => (kind ?? each.kind) === each.kind)
        .map(([id, { name, kind: own }]) => ({
          id,
          name,
          kind: own,
          authorisation: own === 'laboratory' ? { schemes: [scheme], until } : null,
          waits: false,
        })),
    authorise: refuse,
    declareTies: refuse,
  };
}
