import type { StatementDocument } from '../model/component-statement.ts';

/** What an issuer is asked to say of a component: all but what the issuer sets itself. */
export type ComponentRequest = {
  readonly statement: Omit<StatementDocument, 'number' | 'source' | 'issued'>;
  /** RFC 3339 instant in UTC, whole seconds. */
  readonly issuedAt: string;
};

/** The document under a number: issued on the day of the request. */
export const documentOf = ({ statement, issuedAt }: ComponentRequest, number: string): StatementDocument => ({
  ...statement,
  number,
  source: 'iqs',
  issued: issuedAt.slice(0, 10),
});
