import { fromBase64url } from '../../foundation/base64url.ts';
import type { CheckData } from '../../reports/site/check-page.ts';
import { readSiteFile } from './site-files.ts';

const memory = 'iqs-trust-sequence';

/** Trust lists to try, the newest first, and the highest sequence that was ever believed here: an older list is not taken after it. */
export async function trustLists(data: CheckData): Promise<{
  readonly newest: readonly string[];
  readonly leastSequence: number;
  readonly remember: (trustList: string) => void;
}> {
  const fresh = await readSiteFile(data.site, 'trust-list.jwt');
  const newest = [...(fresh === null ? [] : [fresh.text.trim()]), data.trustList].toSorted((a, b) => sequenceOf(b) - sequenceOf(a));
  return { newest, leastSequence: remembered(), remember: (list) => keep(Math.max(remembered(), sequenceOf(list))) };
}

/** What a list says of itself, unverified; 0 where it says nothing. */
function sequenceOf(list: string): number {
  try {
    const { sequence } = JSON.parse(new TextDecoder().decode(fromBase64url(list.split('.')[1] ?? ''))) as { readonly sequence?: unknown };
    return typeof sequence === 'number' && Number.isSafeInteger(sequence) ? sequence : 0;
  } catch {
    return 0;
  }
}

/** A browser may refuse to remember, and a page opened from a disk shares its memory with other such pages: then this check is not made. */
function remembered(): number {
  try {
    const value = location.protocol === 'file:' ? 0 : Number(localStorage.getItem(memory));
    return Number.isSafeInteger(value) ? value : 0;
  } catch {
    return 0;
  }
}

function keep(sequence: number): void {
  try {
    localStorage.setItem(memory, String(sequence));
  } catch {
    // As above.
  }
}
