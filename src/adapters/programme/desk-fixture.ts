import type { Case } from '../../model/case.ts';
import type { Role } from '../../model/organisation.ts';
import { caseIn, seats } from '../../programme/case-fixture.ts';
import { defaultSettings } from '../../programme/programme-settings.ts';
import type { Database } from '../database/database.ts';
import type { EvidenceStore } from '../evidence-store/evidence-store.ts';
import { inputDigest } from './case-digests.ts';
import { appendCase } from './case-store.ts';
import type { Desk, Seat } from './desk.ts';
import { memoryDirectory } from './memory-directory-fixture.ts';
import { type DeskDeps, openDesk } from './open-desk.ts';

const people = Object.entries(seats).map(([key, { organisation, role }]) => ({
  key,
  name: `Person ${key}`,
  organisation,
  roles: [role] as readonly Role[],
}));
const peopleOf = (organisation: string) => people.filter((each) => each.organisation === organisation);

/** The people and organisations of the machine's walks. */
const walkDirectory = memoryDirectory(
  {
    'maker-1': { name: 'Lumen Works', kind: 'maker', people: peopleOf('maker-1') },
    'lab-1': { name: 'A laboratory', kind: 'laboratory', people: peopleOf('lab-1') },
    'body-1': { name: 'A body', kind: 'body', people: peopleOf('body-1') },
  },
  { scheme: 'iqs', until: '2040-12-31' },
);

export type DeskFixture = { readonly desk: Desk; readonly clock: { now: string }; readonly sent: string[]; readonly deps: DeskDeps };

/** The desk over a database, with the clock in the test's hands; jobs are written down instead of done. */
export function deskFixture(database: Database, store: Pick<EvidenceStore, 'get'>, more: Partial<DeskDeps> = {}): DeskFixture {
  const clock = { now: '2027-01-04T09:00:00Z' };
  const sent: string[] = [];
  const deps: DeskDeps = {
    database,
    queue: {
      send: async (_transaction, name) => {
        sent.push(name);
        return null;
      },
    },
    directory: walkDirectory,
    store,
    settings: defaultSettings,
    agreement: '2027-1',
    holds: async () => true,
    now: () => clock.now,
    ...more,
  };
  return { desk: openDesk(deps), clock, sent, deps };
}

/** Puts the case of a walk into the database under an id, with its events; its assessments are of the case as it stands. */
export async function putWalk({ deps, clock }: Pick<DeskFixture, 'deps' | 'clock'>, id: string, state: Case['state']): Promise<Case> {
  const walk = caseIn(state);
  const digest = inputDigest(walk.case);
  const of: Case = { ...walk.case, id, assessments: walk.case.assessments.map((each) => ({ ...each, input: digest })) };
  const unique = of.certificate === null ? of : { ...of, certificate: { ...of.certificate, number: `IQS-BODY-${id}` } };
  await deps.database.db.transaction().execute(async (transaction) => {
    for (const [index, event] of walk.events.entries()) await appendCase(transaction, { ...unique, version: index + 1 }, event);
  });
  clock.now = walk.now;
  return unique;
}

export const seatOf = (name: keyof typeof seats): Exclude<Seat, 'system'> => ({ person: name, ...seats[name] });
