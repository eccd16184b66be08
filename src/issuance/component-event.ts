import type { StatementDocument } from '../model/component-statement.ts';
import type { RegisterEvent } from '../model/register-entry.ts';

export type SignedAs = {
  /** Address of the issuer. */
  readonly issuer: string;
  readonly kid: string;
  /** SHA-256 of the credential, lower-case hex. */
  readonly credential: string;
};

/** What the register says of a component statement when it is issued: criteria as `scheme/criterion`, conditions in their words. */
export function componentEvent(
  { number, component, satisfies, conditions, until }: StatementDocument,
  { issuer, kid, credential }: SignedAs,
): Extract<RegisterEvent, { readonly event: 'component-issued' }> {
  const criteria = satisfies.flatMap((one) => one.criteria.map((id) => `${one.scheme}/${id}`));
  return {
    event: 'component-issued',
    number,
    issuer,
    component: {
      name: component.name,
      maker: component.maker,
      criteria: [...new Set(criteria)],
      conditions: conditions.map(({ words }) => words),
    },
    credential,
    kid,
    validUntil: `${until}T23:59:59Z`,
  };
}
