import type { OrganisationKind } from '../../model/organisation.ts';

export type NewOrganisation = {
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly administrator: { readonly email: string };
};

/** Who makes an organisation: the id of a person, `operator` at the machine itself, or null for who is not signed in; and the language of the message. */
export type Founder = { readonly actor: string | null; readonly language: string | null };
