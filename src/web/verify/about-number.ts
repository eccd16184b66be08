import { splitCode } from '../../credential/printed-code.ts';
import { statusListUrl, statusPlace, statusPurposes } from '../../credential/status-place.ts';
import { fromBase64url } from '../../foundation/base64url.ts';

const form = /IQS-([A-Z][A-Z0-9]{1,5})-(\d{7,9})/;

/**
 * The certificate number that a text seems to be about, before anything is verified: only to know which files to ask for. Null where none is seen; whatever
 * the text is, nothing but digits and capitals comes out.
 */
export function aboutNumber(text: string): string | null {
  try {
    const bytes = text.includes('/') ? splitCode(text).statement : fromBase64url(text.split('.')[1] ?? '');
    return form.exec(new TextDecoder('latin1').decode(bytes))?.[0] ?? null;
  } catch {
    return null;
  }
}

/** Paths of the status lists and of the register's receipts about a number, below the site's address. */
export function pathsAbout(number: string): { readonly lists: readonly string[]; readonly history: string } {
  const [, body = '', serial = '0'] = form.exec(number) ?? [];
  const { list } = statusPlace(Number(serial));
  return {
    lists: statusPurposes.map((purpose) => statusListUrl(`status/${body.toLowerCase()}/`, purpose, list)),
    history: `labels/${number}/history.json`,
  };
}
