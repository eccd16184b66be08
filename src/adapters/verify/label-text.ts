import { readFileSync, statSync } from 'node:fs';
import { longestCode, typedCode } from '../../credential/printed-code.ts';
import { UserError } from '../../foundation/user-error.ts';

const mostBytes = 32 * 2 ** 20;

/**
 * What there is to verify: the text of a printed code or a credential, from a picture or file of the label (PNG, JPEG, SVG, PDF), from a file of text, or given as it is.
 * Refused: `LABEL_NO_CODE` where no code of a label is seen, `LABEL_MANY_CODES` where several different ones are, and what `readCodes` refuses.
 */
export async function labelText(given: string): Promise<string> {
  const found = given.length < 4096 ? statSync(given, { throwIfNoEntry: false }) : undefined;
  if (!found?.isFile()) return textOf(given);
  if (found.size > mostBytes)
    throw new UserError('LABEL_FILE_SIZE', `${found.size} bytes`, given, 'give a picture or file of the label of at most 32 MiB');
  const bytes = readFileSync(given);
  if (/^[\x09\x0a\x0d\x20-\x7e]+$/.test(bytes.toString('latin1', 0, 2000)) && !/^\s*<|^%PDF/.test(bytes.toString('latin1', 0, 100)))
    return textOf(bytes.toString('utf8'));
  const { readCodes } = await import('../read-codes.ts');
  const codes = (await readCodes(bytes)).filter((text) => text.includes('/C/'));
  if (codes.length === 0)
    throw new UserError(
      'LABEL_NO_CODE',
      'no code of a label is seen',
      given,
      'give a sharper picture with the whole code and its white edge',
    );
  if (codes.length > 1)
    throw new UserError('LABEL_MANY_CODES', `${codes.length} different codes are seen`, given, 'give a picture of one label');
  return textOf(codes[0] as string);
}

/** A credential without the white space around it; anything else as a code. */
function textOf(text: string): string {
  const trimmed = text.trim();
  return /^[\w-]+\.[\w-]+\.[\w-]*$/.test(trimmed) && trimmed.length > longestCode ? trimmed : typedCode(text);
}
