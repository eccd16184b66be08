import { epochSeconds } from '../../foundation/epoch-seconds.ts';
import { UserError } from '../../foundation/user-error.ts';
import type { LaboratoryAuthorisation } from '../../programme/case-context.ts';
import type { SignIn } from '../sign-in/open-sign-in.ts';
import type { Directory } from './directory.ts';
import { newOrganisationSchema } from './new-organisation-schema.ts';
import type { Keeper, NewMember, OrganisationKeeping } from './organisation-keeping.ts';

type Parts = {
  readonly signIn: Pick<SignIn, 'createOrganisation' | 'inviteFounder' | 'joinMaker'>;
  readonly directory: Pick<Directory, 'organisations' | 'authorise'>;
  /** Ids of the schemes that this build judges by. */
  readonly schemes: readonly string[];
  /** RFC 3339. */
  readonly now: () => string;
};

/** The list of organisations over sign-in, which makes and invites, and the directory. */
export function openOrganisationKeeping(parts: Parts): OrganisationKeeping {
  const { signIn, directory } = parts;
  return {
    list: async (by) => {
      needKeeper(by);
      return directory.organisations();
    },
    add: async (by, given, { address, language }) => {
      needKeeper(by);
      const { name, kind, email } = fit(given);
      const made = await signIn.createOrganisation({ name, kind, administrator: { email } }, { actor: nameOf(by), language }, address);
      if (!made.ok) throw new UserError(made.code, 'it was refused', name, 'see the code');
      return { id: made.value.organisation, name, kind, authorisation: null, waits: true };
    },
    invite: async (by, organisation, given, { address, language }) => {
      needKeeper(by);
      const email = fitEmail(given);
      const invited = await signIn.inviteFounder(organisation, email, { actor: nameOf(by), language }, address);
      if (invited.ok) return;
      throw invited.code === 'NOT_FOUND'
        ? new UserError('ORGANISATION_UNKNOWN', 'no such organisation', organisation, 'look at the list of organisations')
        : new UserError(invited.code, 'it has members, who invite each other', organisation, 'ask one of its administrators');
    },
    authorise: async (by, laboratory, authorisation) => {
      needKeeper(by);
      await directory.authorise(nameOf(by), laboratory, authorisation === null ? null : fitAuthorisation(parts, authorisation));
    },
    join: async (given, { address, language }) => {
      const { name, email } = fit({ ...given, kind: 'maker' });
      const joined = await signIn.joinMaker({ name, email }, address, language);
      if (!joined.ok) throw new UserError(joined.code, 'too many tries', `${joined.retryAfter ?? 60} s`, 'wait and try again');
    },
  };
}

const nameOf = (by: Keeper): string => (by === 'operator' ? by : by.person);

function needKeeper(by: Keeper): void {
  if (by === 'operator' || by.role === 'scheme-owner') return;
  throw new UserError('ROLE_MISSING', 'only a scheme owner keeps the list of organisations', 'scheme-owner', 'act in that role');
}

function fitEmail(given: string): string {
  const email = given.trim().toLowerCase();
  if (newOrganisationSchema.shape.email.safeParse(email).success) return email;
  throw new UserError('EMAIL_INVALID', 'no e-mail address', email.slice(0, 100), 'give one, as name@host.example');
}

function fit(given: NewMember): NewMember {
  const { name, kind, email } = given;
  const trimmed = { name: name.trim(), kind, email: email.trim().toLowerCase() };
  const read = newOrganisationSchema.safeParse(trimmed);
  if (read.success) return read.data;
  fitEmail(given.email);
  throw new UserError('ORGANISATION_NAME', 'no name of an organisation', trimmed.name.slice(0, 100), 'give one line of up to 100 signs');
}

function fitAuthorisation({ schemes: known, now }: Parts, { schemes, until }: LaboratoryAuthorisation): LaboratoryAuthorisation {
  const strange = schemes.find((id) => !known.includes(id));
  if (strange !== undefined) throw new UserError('SCHEME_UNKNOWN', 'no such scheme', strange, `choose from: ${known.join(', ')}`);
  if (schemes.length === 0) throw new UserError('SCHEME_NONE', 'no scheme is given', 'schemes', `choose from: ${known.join(', ')}`);
  if (until.length !== 10 || epochSeconds(until) === null)
    throw new UserError('UNTIL_INVALID', 'no day', until.slice(0, 20), 'give one as 2030-12-31');
  if (until < now().slice(0, 10)) throw new UserError('UNTIL_PAST', 'this day is over', until, 'give a later one');
  return { schemes: [...new Set(schemes)], until };
}
