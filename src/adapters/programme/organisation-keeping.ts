import type { OrganisationKind } from '../../model/organisation.ts';
import type { LaboratoryAuthorisation } from '../../programme/case-context.ts';
import type { Organisation, Seat } from './desk.ts';

/** Who keeps the list of organisations: a scheme owner, or the operator at the machine itself. */
export type Keeper = Exclude<Seat, 'system'> | 'operator';

/** Where a request came from, and the language that its letter is to be in; null: English. */
export type Asked = { readonly address: string; readonly language: string | null };

export type NewMember = { readonly name: string; readonly kind: OrganisationKind; readonly email: string };

/** Who takes part in the programme; refused as `ROLE_MISSING` for anybody but its keepers. */
export type OrganisationKeeping = {
  /** By name, those that nobody has taken up yet among them. */
  list(by: Keeper): Promise<readonly Organisation[]>;
  /** Makes an organisation and mails an invitation to its first administrator. Refused: `ORGANISATION_NAME`, `EMAIL_INVALID`. */
  add(by: Keeper, given: NewMember, asked: Asked): Promise<Organisation>;
  /** A new invitation of the first administrator, in the place of the one before. Refused: `EMAIL_INVALID`, `ORGANISATION_UNKNOWN`, `ORGANISATION_STARTED`. */
  invite(by: Keeper, organisation: string, email: string, asked: Asked): Promise<void>;
  /**
   * What a laboratory may evaluate from now on and until which day; null: nothing. Refused: `ORGANISATION_UNKNOWN`, `SCHEME_UNKNOWN`, `SCHEME_NONE`, `UNTIL_INVALID`, `UNTIL_PAST`.
   */
  authorise(by: Keeper, laboratory: string, authorisation: LaboratoryAuthorisation | null): Promise<void>;
  /** A maker's own organisation, by whoever asks: the answer says nothing about the address. Refused: `ORGANISATION_NAME`, `EMAIL_INVALID`, `TOO_MANY_ATTEMPTS`. */
  join(given: Omit<NewMember, 'kind'>, asked: Asked): Promise<void>;
};
