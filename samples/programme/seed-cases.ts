import { documentOf } from '../../src/adapters/programme/case-digests.ts';
import type { Desk, Seat } from '../../src/adapters/programme/desk.ts';
import { instantText } from '../../src/foundation/instant-text.ts';
import type { Case } from '../../src/model/case.ts';
import type { Role } from '../../src/model/organisation.ts';
import { duties } from '../../src/programme/duties.ts';
import { workOf } from '../../src/programme/work-of.ts';
import { assessCase } from '../../src/worker/assess-case.ts';
import type { Programme } from '../../src/worker/programme.ts';
import { settleRegister } from '../../src/worker/settle-register.ts';
import { type OrganisationKey, organisations, type PersonKey } from './people.ts';
import type { SampleFile } from './products.ts';
import type { Known, Script, Step } from './script.ts';

export type SeedInput = {
  /** Its desk and clock go by `clock`; jobs are done here, at the day of their step. */
  readonly programme: Programme;
  readonly clock: { now: string };
  readonly people: Known['people'];
  readonly organisations: Known['organisations'];
  readonly agreement: string;
  /** Puts a file into the store as an upload of the case. */
  readonly upload: (caseId: string, file: SampleFile, person: string) => Promise<void>;
  readonly onCase?: (name: string, of: Case) => void;
};

type Due = { readonly script: string; readonly step: Step; readonly at: number };

/** Plays the scripts as one history, oldest step first. Instants count back from `today`, minutes apart. Gives the cases by the name of their script. */
export async function seedCases(scripts: readonly Script[], today: string, input: SeedInput): Promise<ReadonlyMap<string, string>> {
  const start = Math.floor(Date.parse(`${today}T06:00:00Z`) / 1000);
  const all = scripts
    .flatMap(({ name, steps }, order) =>
      steps.map((step, index): Due => ({ script: name, step, at: start - step.daysAgo * 86_400 + order * 240 + index * 7 })),
    )
    .sort((a, b) => a.at - b.at);
  const cases = new Map<string, string>();
  const last = new Map(scripts.map(({ name, steps }) => [name, steps.at(-1)]));
  for (const { script, step, at } of all) {
    input.clock.now = instantText(at);
    const of = await play(input, script, step, cases);
    if (last.get(script) === step) input.onCase?.(script, of);
  }
  return cases;
}

async function play(input: SeedInput, script: string, { who, act, file }: Step, cases: Map<string, string>): Promise<Case> {
  const { programme, clock, people } = input;
  const { desk } = programme;
  const id = cases.get(script) ?? null;
  const before = id === null ? null : (await desk.read('system', id)).case;
  const { organisations: ids, agreement } = input;
  const known = { people, organisations: ids, cases, agreement, document: documentOf(before)?.sha256 ?? '', now: clock.now };
  const action = act(known, before);
  const seat = seatOf(input, who, action.name);
  if (file !== undefined && id !== null && seat !== 'system') await input.upload(id, file, seat.person);
  const after = action.name === 'open' ? await desk.open(seat, action.input) : await desk.act(seat, id ?? '', action);
  cases.set(script, after.id);
  return work(programme, before, after, await lastEvent(desk, after.id));
}

const lastEvent = async (desk: Desk, id: string) => (await desk.events('system', id)).at(-1);

/** What a worker would do because of the step. */
async function work(programme: Programme, before: Case | null, after: Case, event: Awaited<ReturnType<typeof lastEvent>>): Promise<Case> {
  const due = event === undefined ? null : workOf(event, before, after);
  if (due?.kind === 'assess') await assessCase(programme, after.id, { progress: () => undefined, isLast: true });
  if (due?.kind === 'settle' && programme.authority !== null) await settleRegister(programme, programme.authority, after.id);
  return due === null ? after : (await programme.desk.read('system', after.id)).case;
}

function seatOf({ people, organisations: ids }: SeedInput, who: PersonKey | 'system', action: keyof typeof duties): Seat {
  if (who === 'system') return 'system';
  const [key] = Object.entries(organisations).find(([, { people: own }]) => own.some((each) => each.key === who)) ?? [];
  const role = organisations[key as OrganisationKey].people
    .find((each) => each.key === who)
    ?.roles.find((each): each is Role => duties[action].roles.includes(each));
  return { person: people[who], organisation: ids[key as OrganisationKey], role: role ?? 'applicant' };
}
