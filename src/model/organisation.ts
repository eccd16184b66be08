/** Who takes part in the programme (6-programme, People). */
export const organisationKinds = ['maker', 'laboratory', 'body'] as const;
/** A maker of products, a test laboratory, or a certification body. */
export type OrganisationKind = (typeof organisationKinds)[number];

export const roles = [
  'applicant',
  'evaluator',
  'reviewer',
  'decision-maker',
  'surveillance-officer',
  'scheme-owner',
  'administrator',
] as const;
export type Role = (typeof roles)[number];

/** The roles that a member of an organisation may hold; an administrator keeps its members and works on no case as such. */
export const rolesOf: Readonly<Record<OrganisationKind, readonly Role[]>> = {
  maker: ['applicant', 'administrator'],
  laboratory: ['evaluator', 'administrator'],
  body: ['reviewer', 'decision-maker', 'surveillance-officer', 'scheme-owner', 'administrator'],
};

export type Membership = {
  /** Id of the organisation. */
  readonly organisation: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly roles: readonly Role[];
};
