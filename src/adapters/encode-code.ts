import { encodeQR } from 'qr';
import { UserError } from '../foundation/user-error.ts';
import type { CodeMatrix } from '../label/code-matrix.ts';
import { codeSide, quietModules } from '../label/label-form.ts';

/** Least side of a printed module, in units of 0.1 mm: what phone cameras and shop scanners still part at arm's length. */
const leastModule = 3.3;

/**
 * A text as QR code in alphanumeric mode, with the strongest error correction at which a module is still 0.33 mm where the label prints it.
 * Refuses with `LABEL_CODE` a text with other signs than the alphanumeric set, and one too long for level M.
 */
export function encodeCode(text: string): CodeMatrix {
  if (!/^[0-9A-Z $%*+\-./:]+$/.test(text) || text.length > 4296) throw refused('no text for a printed code');
  for (const ecc of ['high', 'quartile', 'medium'] as const) {
    const matrix = encoded(text, ecc);
    if (matrix !== null && codeSide / (matrix.size + 2 * quietModules) >= leastModule) return matrix;
  }
  throw refused(`${text.length} signs are too many for a printed code`);
}

const refused = (what: string): UserError =>
  new UserError('LABEL_CODE', what, 'code', 'capital letters, digits and " $%*+-./:" only, and about 900 signs at most');

/** Null where the text needs more than the largest code. */
function encoded(text: string, ecc: 'high' | 'quartile' | 'medium'): CodeMatrix | null {
  let rows: boolean[][];
  try {
    rows = encodeQR(text, 'raw', { ecc, encoding: 'alphanumeric', border: 1 });
  } catch {
    return null;
  }
  const inner = rows.slice(1, -1).map((row) => row.slice(1, -1));
  return { size: inner.length, modules: Uint8Array.from(inner.flat(), Number) };
}
