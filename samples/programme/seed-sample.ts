import { dayText } from '../../src/foundation/instant-text.ts';
import type { OpenProgramme } from '../../src/main/open-programme.ts';
import type { ProgrammeServices } from '../../src/main/programme-services.ts';
import { programmeServices } from '../../src/main/programme-services.ts';
import { type OrganisationKey, organisations, type PersonKey } from './people.ts';
import type { SampleAccess } from './prepare-sample.ts';
import type { SampleFile } from './products.ts';
import { scripts } from './scripts.ts';
import { seedCases } from './seed-cases.ts';

/** People first, who can sign in at once; then a history of cases up to today. Told of each case that is done. */
export async function seedSample(
  open: OpenProgramme,
  services: ProgrammeServices,
  access: SampleAccess,
  onCase: (name: string, at: number, of: number) => void,
): Promise<void> {
  const { people, organisations: ids } = await seedOrganisations(services, access);
  const clock = { now: '' };
  // What follows from an act is done here, at the day of the act: nothing is put into the queue.
  const past = await programmeServices({ ...open, queue: { ...open.queue, send: async () => null } }, () => clock.now);
  const all = scripts(new Date().toISOString().slice(0, 10));
  let done = 0;
  await seedCases(all, new Date().toISOString().slice(0, 10), {
    programme: past.programme,
    clock,
    people,
    organisations: ids,
    agreement: services.agreement.version,
    upload: (id, file, person) => upload(past, id, file, person),
    onCase: (name) => {
      done += 1;
      onCase(name, done, all.length);
    },
  });
  await past.programme.pool.end();
}

type Seeded = { readonly people: Record<PersonKey, string>; readonly organisations: Record<OrganisationKey, string> };

export async function seedOrganisations({ signIn, directory }: ProgrammeServices, { password, totp }: SampleAccess): Promise<Seeded> {
  const seeded = { people: {}, organisations: {} } as Seeded;
  for (const [key, { name, kind, people }] of Object.entries(organisations) as [
    OrganisationKey,
    (typeof organisations)[OrganisationKey],
  ][]) {
    const made = await signIn.seedPeople({
      name,
      kind,
      people: people.map((person) => ({ ...person, password, totp: kind === 'maker' ? null : totp })),
    });
    seeded.organisations[key] = made.organisation;
    for (const person of people) seeded.people[person.key] = made.people.get(person.email) ?? '';
  }
  const until = dayText(Math.floor(Date.now() / 86_400_000) + 730);
  await directory.authorise(seeded.people.olga, seeded.organisations.laboratory, { schemes: ['iqs-training', 'iqs-2027'], until });
  return seeded;
}

async function upload({ uploads }: ProgrammeServices, id: string, { evidence, bytes }: SampleFile, person: string): Promise<void> {
  const { file, sha256 } = evidence;
  const begun = await uploads.begin(id, { name: file, bytes: bytes.length, sha256, by: person });
  if (begun.received < bytes.length)
    await uploads.write(
      begun.id,
      begun.received,
      new Blob([bytes.slice(begun.received) as Uint8Array<ArrayBuffer>]).stream() as ReadableStream<Uint8Array>,
    );
  await uploads.finish(begun.id);
}
