import { encodeCoseSign1 } from '../credential/cose-sign1.ts';
import { toLowS } from '../credential/low-s.ts';
import { printedCode } from '../credential/printed-code.ts';
import type { Signer } from '../model/signer.ts';
import { type LabelToSign, printedBytes } from './label-to-sign.ts';
import { signJws } from './sign-jws.ts';

/** A label's statements, signed: the credential, the printed statement, and the text of its code. */
export type SignedLabel = { readonly credential: string; readonly statement: Uint8Array; readonly code: string };

/** Signs both statements. RangeError where the code would be too long, or the signer has another key than the statements name. */
export async function signLabel(label: LabelToSign, codePrefix: string, signer: Signer): Promise<SignedLabel> {
  if (signer.kid !== label.kid) throw new RangeError(`statements for key ${label.kid}, signer of key ${signer.kid}`);
  const credential = await signJws(label.credential, signer);
  const signature = toLowS(await signer.sign(printedBytes(label)));
  const statement = encodeCoseSign1({ protectedHeader: label.printedHeader, payload: label.printedPayload, signature });
  return { credential, statement, code: printedCode(codePrefix, statement) };
}
