import { decode } from 'cborg';
import { sql } from 'kysely';
import { initAuthority } from '../../src/adapters/authority/init-authority.ts';
import { readConfig } from '../../src/adapters/config/read-config.ts';
import { scopes } from '../../src/adapters/programme/caller.ts';
import { openWebhooks } from '../../src/adapters/programme/open-webhooks.ts';
import { type SoftwareAuthenticator, softwareAuthenticator } from '../../src/adapters/sign-in/software-authenticator-fixture.ts';
import { openProgramme } from '../../src/main/open-programme.ts';
import { type ProgrammeServices, programmeServices } from '../../src/main/programme-services.ts';
import { allJobKinds } from '../../src/main/run-jobs.ts';
import type { OrganisationKind, Role } from '../../src/model/organisation.ts';

const people = {
  maker: [['anna', 'applicant']],
  laboratory: [['eva', 'evaluator']],
  body: [
    ['rosa', 'reviewer'],
    ['dora', 'decision-maker'],
    ['dirk', 'decision-maker'],
    ['dee', 'decision-maker'],
    ['sam', 'surveillance-officer'],
  ],
} as const satisfies Readonly<Record<OrganisationKind, readonly (readonly [string, Role])[]>>;

export type Who = (typeof people)[OrganisationKind][number][0];

/** Someone who asks over the API. */
export type Asker = { readonly person: string; readonly token: string; readonly passkey: SoftwareAuthenticator };

export type SeededProgramme = {
  readonly askers: Readonly<Record<Who, Asker>>;
  readonly organisations: Readonly<Record<OrganisationKind, string>>;
};

export type SeedPlan = {
  /** What the server and the workers are configured with. */
  readonly env: Readonly<Record<string, string>>;
  /** Where the keys and the register are to be. */
  readonly authority: string;
  /** Told of all that changes; null: nobody is. */
  readonly hook: string | null;
};

/** An authority, three organisations with a token and a passkey for everybody, a webhook of the body. The database is let go of again. */
export async function seedProgramme({ env, authority, hook }: SeedPlan): Promise<SeededProgramme> {
  const base = 'https://register.example/';
  const before = `${new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)}T00:00:00Z`;
  await initAuthority(authority, { name: 'Training Body', body: 'TRAIN', base, training: true, issuerKey: null, now: before });
  const open = await openProgramme(readConfig(null, env), allJobKinds);
  const services = await programmeServices(open);
  const seeded = { askers: {}, organisations: {} } as {
    readonly askers: Record<Who, Asker>;
    readonly organisations: Record<OrganisationKind, string>;
  };
  for (const kind of Object.keys(people) as OrganisationKind[]) {
    const { organisation, people: ids } = await services.signIn.seedPeople({
      name: `Some ${kind}`,
      kind,
      people: [...people[kind], ['boss', 'administrator'] as const].map(([name, role]) => ({
        email: `${name}@${kind}.example`,
        name: `${name} ${kind}`,
        password: 'not-used-9d1c-by-anybody',
        roles: [role],
        totp: null,
      })),
    });
    seeded.organisations[kind] = organisation;
    for (const [name] of people[kind])
      seeded.askers[name] = await asker(services, ids.get(`${name}@${kind}.example`) ?? '', open.config.baseUrl);
  }
  const until = `${new Date().getUTCFullYear() + 2}-01-01`;
  await services.directory.authorise(seeded.askers.sam.person, seeded.organisations.laboratory, { schemes: ['iqs-training'], until });
  const { database, queue, sessionSecret: serverSecret, config } = open;
  if (hook !== null)
    await openWebhooks({ database, queue, serverSecret, rules: config.webhooks, now: services.programme.now }).create(
      seeded.organisations.body,
      { url: hook, topics: ['case.changed', 'certificate.changed'] },
    );
  await services.programme.pool.end();
  for (const { close } of open.closings) await close();
  return seeded;
}

async function asker({ signIn, programme }: ProgrammeServices, person: string, origin: string): Promise<Asker> {
  const made = await signIn.createTokenOf(person, { name: 'driver', scopes, days: 2, strong: true });
  if (!made.ok) throw new Error(made.code);
  const passkey = softwareAuthenticator(origin);
  const { id, response } = JSON.parse(passkey.create({ challenge: 'AAAA', rp: { id: new URL(origin).hostname } })) as {
    readonly id: string;
    readonly response: { readonly attestationObject: string };
  };
  const { authData } = decode(Buffer.from(response.attestationObject, 'base64url')) as { readonly authData: Uint8Array };
  // Digest 32, flags 1, counter 4, AAGUID 16, length of the id 2, the id; then the key (WebAuthn Level 2, 6.1).
  const key = Buffer.from(authData.subarray(55 + Buffer.from(id, 'base64url').length)).toString('base64');
  await sql`INSERT INTO auth_passkey ("id", "publicKey", "userId", "credentialID", "counter", "deviceType", "backedUp")
    VALUES (${`key-${person}`}, ${key}, ${person}, ${id}, 0, 'singleDevice', false)`.execute(programme.database.db);
  return { person, token: made.value.token, passkey };
}
