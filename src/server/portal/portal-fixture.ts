import { createHash } from 'node:crypto';
import { chooseMessages } from '../../adapters/catalogue/choose-messages.ts';
import { loadCatalogue } from '../../adapters/catalogue/load-catalogue.ts';
import type { CaseSummary, Desk, Organisation, Seat, SeenCase } from '../../adapters/programme/desk.ts';
import { memoryKeeping } from '../../adapters/programme/memory-keeping-fixture.ts';
import type { SurveillanceTools, YearSample } from '../../adapters/programme/surveillance-tools.ts';
import { canonicalJson } from '../../foundation/canonical-json.ts';
import { UserError } from '../../foundation/user-error.ts';
import { type Case, type CaseState, caseStates } from '../../model/case.ts';
import type { Action, ActionInputs } from '../../model/case-action.ts';
import type { Role } from '../../model/organisation.ts';
import { anonymisedAssessment } from '../../programme/anonymised-assessment.ts';
import { anonymisedCase } from '../../programme/anonymised-case.ts';
import { applyEvent } from '../../programme/apply-event.ts';
import { caseClocks } from '../../programme/case-clocks.ts';
import type { Actor, CaseEvent } from '../../programme/case-event.ts';
import { actionNames, caseIn, contextAt, type Step, seats, type Walk, walk } from '../../programme/case-fixture.ts';
import { isAllowed } from '../../programme/duties.ts';
import { defaultSettings } from '../../programme/programme-settings.ts';
import { transition } from '../../programme/transition.ts';
import { cameraFixture, recorderFixture } from '../../reports/assessment-fixture.ts';
import type { OrganisationPort } from './organisation-port.ts';
import type { PortalDeps } from './portal-deps.ts';
import { memoryMatters } from './portal-matters-fixture.ts';
import type { SignInPort, Visitor } from './sign-in-port.ts';
import type { UploadPort } from './upload-port.ts';

const { agreement } = contextAt('2027-01-20T10:00:00Z');
const documentDigest = 'd'.repeat(64);

/** The portal over the real case machine, kept in memory: a case in every state, and everybody of the machine's walks signed in by a header. */

const titles: Readonly<Record<string, string>> = {
  'maker-1': 'Lumen Works',
  'lab-1': 'Fjord Laboratory',
  'body-1': 'North Certification',
  'maker-2': 'Brightside',
};
const kinds = { 'maker-1': 'maker', 'maker-2': 'maker', 'lab-1': 'laboratory', 'body-1': 'body' } as const;
const organisations: readonly Organisation[] = Object.entries(kinds).map(([id, kind]) => ({
  id,
  name: titles[id] ?? id,
  kind,
  authorisation: kind === 'laboratory' ? { schemes: ['iqs'], until: '2040-12-31' } : null,
  waits: false,
}));

const nameOf = (id: string): string => titles[id] ?? `${id.slice(0, 1).toUpperCase()}${id.slice(1)} Example`;
const names = new Map([...Object.keys(seats), ...Object.keys(titles)].map((id) => [id, nameOf(id)]));

type Kept = { case: Case; readonly events: CaseEvent[] };

export class MemoryDesk implements Desk {
  readonly cases = new Map<string, Kept>();
  now: string;

  constructor(now: string) {
    this.now = now;
  }

  /** Takes a walk's events under an id of its own. */
  keep(id: string, { events }: Pick<Walk, 'events'>): void {
    const of = events.reduce<Case | null>((before, event) => applyEvent(before, event, id), null);
    if (of !== null) this.cases.set(id, { case: of, events: [...events] });
  }

  async open(seat: Seat, input: ActionInputs['open']): Promise<Case> {
    return this.#done(null, `case-${this.cases.size + 1}`, seat, { name: 'open', input });
  }

  async act(seat: Seat, id: string, action: Action, expected?: number): Promise<Case> {
    const kept = this.#of(seat, id);
    if (expected !== undefined && expected !== kept.case.version)
      throw new UserError('VERSION_CONFLICT', 'the case has moved on', id, 'look again');
    return this.#done(kept, id, seat, action);
  }

  async read(seat: Seat, id: string): Promise<SeenCase> {
    const { case: of } = this.#of(seat, id);
    const anonymised = this.#isHidden(seat, of);
    const role = seat === 'system' ? 'system' : seat.role;
    return {
      case: anonymised ? anonymisedCase(of, [...names.values()], seat === 'system' ? null : seat.person) : of,
      anonymised,
      allowed: actionNames.filter((name) => isAllowed(name, role, of.state)),
      clocks: caseClocks(of, defaultSettings),
      document:
        (of.committee?.outcome ?? null) === null
          ? null
          : { sha256: documentDigest, text: `Decision on ${of.id}\n\nOutcome: ${of.committee?.outcome?.kind}\n` },
      names: anonymised ? new Map([['body-1', 'North Certification']]) : names,
    };
  }

  async list(seat: Seat, { state, text, mine, limit = 50 }: Parameters<Desk['list']>[1]): ReturnType<Desk['list']> {
    const all = [...this.cases.values()].filter(({ case: of }) => this.#sees(seat, of)).map(({ case: of }) => this.#summary(seat, of));
    const items = all.filter(
      (each) =>
        (state === undefined || each.state === state) &&
        (text === undefined || `${each.product} ${each.id} ${each.number}`.toLowerCase().includes(text.toLowerCase())) &&
        (mine !== true || each.due !== null),
    );
    return { items: items.slice(0, limit), next: items.length > limit ? 'next' : null };
  }

  async events(seat: Seat, id: string): Promise<readonly CaseEvent[]> {
    const { case: of, events } = this.#of(seat, id);
    return this.#isHidden(seat, of) ? [] : events;
  }

  async assessment(seat: Seat, id: string, digest: string): Promise<Uint8Array> {
    const { case: of } = this.#of(seat, id);
    if (!of.assessments.some((each) => each.digest === digest))
      throw new UserError('EVIDENCE_UNKNOWN', 'no such assessment', digest, 'look at the list');
    const { assessment } = id === 'bench' ? recorderFixture : cameraFixture;
    return new TextEncoder().encode(
      canonicalJson(this.#isHidden(seat, of) ? anonymisedAssessment(assessment, of, [...names.values()]) : assessment),
    );
  }

  async organisations(kind?: Organisation['kind']): Promise<readonly Organisation[]> {
    return organisations.filter((each) => kind === undefined || each.kind === kind);
  }

  #done(kept: Kept | null, id: string, seat: Seat, action: Action): Case {
    const by: Actor = seat === 'system' ? { kind: 'system' } : { kind: 'person', ...seat };
    const result = transition(kept?.case ?? null, { by, action }, contextAt(this.now), id);
    if (result.outcome === 'refused')
      throw new UserError(result.refusal.code, result.refusal.code, result.refusal.detail, 'see the refusal');
    if (kept === null) this.cases.set(id, { case: result.case, events: [result.event] });
    else {
      kept.case = result.case;
      kept.events.push(result.event);
    }
    return result.case;
  }

  #of(seat: Seat, id: string): Kept {
    const kept = this.cases.get(id);
    if (kept === undefined || !this.#sees(seat, kept.case)) throw new UserError('CASE_UNKNOWN', 'no such case', id, 'look at the list');
    return kept;
  }

  readonly #sees = (seat: Seat, { applicant, body, laboratory }: Case): boolean =>
    seat === 'system' || [applicant, body, laboratory].includes(seat.organisation);

  readonly #isHidden = (seat: Seat, { committee }: Case): boolean =>
    seat !== 'system' && seat.role === 'decision-maker' && committee !== null && committee.outcome === null;

  #summary(seat: Seat, of: Case): CaseSummary {
    const isHidden = this.#isHidden(seat, of);
    const { id, state, description, applicant, certificate, since, version } = of;
    return {
      id,
      state,
      product: isHidden ? null : (description?.product.name ?? null),
      category: description?.product.category ?? null,
      applicant: isHidden ? null : { id: applicant, name: nameOf(applicant) },
      letter: certificate?.letter ?? null,
      number: certificate?.number ?? null,
      since,
      version,
      due: caseClocks(of, defaultSettings).find(({ whose }) => seat !== 'system' && whose === seat.role) ?? null,
    };
  }
}

const memoryUploads = (): UploadPort => {
  const all = new Map<string, { name: string; bytes: number; chunks: Uint8Array[]; received: number }>();
  const of = (id: string): NonNullable<ReturnType<typeof all.get>> => {
    const found = all.get(id);
    if (found === undefined) throw new UserError('UPLOAD_UNKNOWN', 'no such upload', id, 'begin again');
    return found;
  };
  const shown = (id: string) => ({ id, name: of(id).name, bytes: of(id).bytes, received: of(id).received });
  return {
    begin: async (_seat, _case, { name, bytes }) => {
      const id = `upload-${all.size + 1}`;
      all.set(id, { name, bytes, chunks: [], received: 0 });
      return shown(id);
    },
    status: async (_seat, _case, id) => shown(id),
    append: async (_seat, _case, id, offset, piece) => {
      const upload = of(id);
      if (offset !== upload.received) throw new UserError('OFFSET_WRONG', 'a piece that does not fit', id, 'ask how far it is');
      for await (const chunk of piece) {
        upload.chunks.push(chunk);
        upload.received += chunk.length;
      }
      return shown(id);
    },
    finish: async (_seat, _case, id) => ({
      sha256: createHash('sha256')
        .update(Buffer.concat(of(id).chunks))
        .digest('hex'),
      bytes: of(id).bytes,
    }),
    read: async () => new Blob(['bytes of the file']).stream(),
  };
};

export const theCode = '123456';

const memorySignIn = (visitors: ReadonlyMap<string, Visitor>): SignInPort => {
  const done = async () => ({ outcome: 'done', cookies: [] }) as const;
  return {
    visitor: async (from) => visitors.get(from.headers.get('x-person') ?? '') ?? null,
    password: async (_from, { password }) =>
      password === 'right' ? { outcome: 'second-factor', cookies: ['session=1'] } : { outcome: 'refused', code: 'CREDENTIALS_WRONG' },
    code: async (_from, code) => (code === theCode ? { outcome: 'done', cookies: [] } : { outcome: 'refused', code: 'CODE_WRONG' }),
    passkeyOptions: async () => ({ options: { challenge: 'AAAA' }, cookies: [] }),
    passkey: done,
    addPasskey: done,
    removePasskey: done,
    organisation: async (_from, email) =>
      email.endsWith('@lumen.example')
        ? { outcome: 'go', address: 'https://id.lumen.example/authorize', cookies: [] }
        : { outcome: 'refused', code: 'NO_PROVIDER' },
    forgot: async () => undefined,
    reset: done,
    changePassword: done,
    invitation: async (token) =>
      token === 'good'
        ? { organisation: 'Lumen Works', email: 'nora@lumen.example', roles: ['applicant'], isKnown: false, needsPassword: true }
        : null,
    accept: done,
    beginSecondFactor: async (_from, password) =>
      password === 'right'
        ? {
            outcome: 'begun',
            cookies: [],
            uri: 'otpauth://totp/IQS:anna?secret=JBSWY3DPEHPK3PXP&issuer=IQS',
            recovery: ['7k2m-99pa', 'b4t1-x0qd'],
          }
        : { outcome: 'refused', code: 'CREDENTIALS_WRONG' },
    confirmSecondFactor: async (_from, code) =>
      code === theCode ? { outcome: 'done', cookies: [] } : { outcome: 'refused', code: 'CODE_WRONG' },
    confirmPresence: async (_from, proof) => (proof.method === 'second-factor' && proof.code === theCode ? { assertion: null } : null),
    sessions: async () => [
      { id: 's1', device: 'Firefox on Linux', at: '2027-01-20T08:00:00Z', current: true },
      { id: 's2', device: 'Safari on iPhone', at: '2027-01-18T19:30:00Z', current: false },
    ],
    endSession: done,
    declareTies: async () => undefined,
    leave: async () => ({ cookies: [] }),
  };
};

const memoryOrganisations: OrganisationPort = {
  read: async (_from, organisation) => ({
    members: Object.entries(seats)
      .filter(([, seat]) => seat.organisation === organisation)
      .map(([person, { role }]) => ({ person, name: nameOf(person), email: `${person}@example.org`, roles: [role] })),
    invitations: [{ id: 'i1', email: 'nora@example.org', roles: ['reviewer'], until: '2027-02-01' }],
    tokens: [{ id: 't1', name: 'Build server', role: 'reviewer', until: '2027-06-30' }],
    provider: null,
  }),
  deciders: async () => (['dora', 'dirk', 'dee', 'dan', 'dodo'] as const).map((person) => ({ person, name: nameOf(person) })),
  invite: async (_from, _organisation, { email }) => {
    if (!email.includes('@')) throw new UserError('ADDRESS_WRONG', 'no address', email, 'give an address');
  },
  revokeInvitation: async () => undefined,
  setRoles: async () => undefined,
  createToken: async () => 'iqs_4f7c0e2b',
  revokeToken: async () => undefined,
  setProvider: async () => undefined,
  proveProvider: async () => undefined,
};

const visitorOf = (person: string, seat: { readonly organisation: string; readonly role: Role }, more: readonly Role[] = []): Visitor => {
  const organisation = organisations.find(({ id }) => id === seat.organisation);
  if (organisation === undefined) throw new Error(seat.organisation);
  return {
    person,
    name: nameOf(person),
    email: `${person}@example.org`,
    memberships: [{ organisation: organisation.id, name: organisation.name, kind: organisation.kind, roles: [seat.role, ...more] }],
    secondFactor: true,
    passkeys: [{ id: 'p1', name: 'Key on the ring', at: '2027-01-02T10:00:00Z' }],
    ties: [],
    withheld: [],
  };
};

/** The day on which the pages are looked at. */
const portalNow = '2027-01-20T10:00:00Z';

/** A case in every state, under `<state>`; the deps and the desk they stand on. */
export async function portalFixture(): Promise<{ readonly deps: PortalDeps; readonly desk: MemoryDesk; readonly failures: unknown[] }> {
  const catalogue = await loadCatalogue();
  const desk = new MemoryDesk(portalNow);
  for (const state of caseStates) desk.keep(state satisfies CaseState, caseIn(state));
  // With an official assessment that leaves questions open for a person.
  const asked: readonly Step[] = [
    ['eva', 'request-assessment'],
    ['system', 'record-assessment'],
  ];
  desk.keep('bench', walk(asked, caseIn('in-evaluation')));
  const failures: unknown[] = [];
  const visitors = new Map(
    Object.entries(seats).map(([person, seat]) => [person, visitorOf(person, seat, person === 'rob' ? ['surveillance-officer'] : [])]),
  );
  const { matters } = memoryMatters(() => desk.now);
  const words = 'The box shows an old letter.\n\nSeen in a shop on the market square, on three boxes.';
  await matters.lodge(null, { kind: 'misuse', about: 'in-force', words, name: null, email: 'finder@example.org', language: 'nl' });
  const deps: PortalDeps = {
    desk,
    signIn: memorySignIn(visitors),
    uploads: memoryUploads(),
    organisations: memoryOrganisations,
    keeping: memoryKeeping(organisations, ['iqs'], () => desk.now).keeping,
    joins: true,
    schemes: [{ ...cameraFixture.scheme, id: 'iqs' }],
    questions: cameraFixture.questions,
    settings: defaultSettings,
    agreement: {
      version: agreement,
      text: () => 'The applicant keeps the body informed of changes.\n\nThe body keeps the applicant’s evidence to itself.',
    },
    chain: async (seat, id) => {
      let last = '';
      return (await desk.events(seat, id)).map(
        (event) =>
          (last = createHash('sha256')
            .update(last + canonicalJson(event))
            .digest('hex')),
      );
    },
    progress: async () => ({ done: 1, total: 3, note: 'firmware.bin' }),
    matters,
    surveillance: memorySurveillance(() => desk.now),
    languages: ['en', 'nl', 'fr', 'de'].map((language) => chooseMessages(catalogue, language)),
    origin: 'http://portal.example',
    name: 'IQS programme',
    addressOf: () => '198.51.100.1',
    script: null,
    failed: (error) => void failures.push(error),
    now: () => desk.now,
  };
  return { deps, desk, failures };
}

/** One sample, drawn at the first press, and one certificate that rests on whatever probe is asked about. */
function memorySurveillance(now: () => string): SurveillanceTools {
  const drawn: YearSample[] = [];
  return {
    samples: async () => drawn,
    drawSample: async ({ person }: Exclude<Seat, 'system'>) => {
      if (drawn.length > 0) throw new UserError('SAMPLE_DRAWN', 'drawn', '2027', 'look at it');
      const byDraw = [{ number: 'IQS-BODY-0000001', hash: 'cd'.repeat(32) }];
      const sample = { year: 2027, root: 'ab'.repeat(32), size: 12, percent: 4, byRisk: [], byDraw, by: person, at: now() };
      drawn.push(sample);
      return sample;
    },
    restingOn: async (_seat, probe) => [
      {
        case: 'in-force',
        number: 'IQS-BODY-0000001',
        product: 'Lumen Cam',
        verdicts: [{ part: 'camera', criterion: probe, verdict: 'pass' }],
      },
    ],
  } as SurveillanceTools;
}
