import { longestComponent, readComponentPayload } from '../../credential/component-credential.ts';
import { readJws } from '../../credential/jws.ts';
import { Refusal } from '../../credential/refusal.ts';
import { UserError } from '../../foundation/user-error.ts';
import type { ComponentStatement, StatementDocument, StatementProof } from '../../model/component-statement.ts';
import { readComponentStatement } from './read-component-statement.ts';

/** A statement from a file: as a credential of ours, with its text, or as YAML, which nobody signed. Its status is still to be said where it is a credential. */
export type StatementFile = {
  /** The credential; null: YAML or JSON. */
  readonly credential: string | null;
  /** With what checking its signature came to; of YAML, whatever is given, what it says itself. */
  readonly statement: (proof: StatementProof | undefined) => ComponentStatement;
  readonly number: string;
};

/** Reads either. Refuses a credential that no issuer would have written, whoever signed it, with `STATEMENT_CREDENTIAL`, and what `readComponentStatement` refuses. */
export function readStatementFile(bytes: Uint8Array, name: string): StatementFile {
  const text = bytes.length > longestComponent + 2 ? '' : Buffer.from(bytes).toString('latin1').trim();
  if (!/^[\w-]+\.[\w-]+\.[\w-]*$/.test(text)) {
    const statement = readComponentStatement(bytes, name);
    return { credential: null, statement: () => statement, number: statement.number };
  }
  const document = unverified(text, name);
  return { credential: text, statement: (proof) => ({ ...document, status: statusOf(document, proof) }), number: document.number };
}

function unverified(text: string, name: string): StatementDocument {
  try {
    return readComponentPayload(readJws(text, 'vc+jwt', longestComponent).payload).statement;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new UserError(
      'STATEMENT_CREDENTIAL',
      `${error.code}: ${error.message}`,
      name,
      "put back the issuer's statement.jwt as it was published",
    );
  }
}

/** By the issuer's status lists alone; without them nothing is known since the day of issue. */
function statusOf({ issued }: StatementDocument, proof: StatementProof | undefined): ComponentStatement['status'] {
  if (proof?.outcome !== 'genuine' || proof.standing === 'unknown' || proof.standing === 'not-yet') return { is: 'unknown', asOf: issued };
  return { is: proof.standing, asOf: proof.asOf?.slice(0, 10) ?? issued };
}
