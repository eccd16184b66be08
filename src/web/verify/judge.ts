import { typedCode } from '../../credential/printed-code.ts';
import type { Refused } from '../../credential/verify/refused.ts';
import type { HeldVersion } from '../../credential/verify/version-cover.ts';
import type { CheckData } from '../../reports/site/check-page.ts';
import type { GenuineLabel, VerifyInput } from '../../verifier/verify-label.ts';
import { aboutNumber, pathsAbout } from './about-number.ts';
import { readSiteFile, type SiteFile } from './site-files.ts';
import { trustLists } from './trust-lists.ts';

export type Verify = (input: VerifyInput) => Promise<GenuineLabel | Refused>;

/** A verdict with what it takes to ask again about a version. */
export type Judged = {
  readonly verdict: GenuineLabel | Refused;
  /** No file of the register's site could be had fresh. */
  readonly isOffline: boolean;
  readonly holds: (held: HeldVersion) => Promise<GenuineLabel | Refused>;
};

/** Whether a refusal is the trust list's fault and not the label's. */
const isOfList = (code: string): boolean => code === 'ROOT_UNKNOWN' || code === 'TRUST_ROLLBACK';

/**
 * Judges the text of a code or a credential with all that can be had: fresh where there is a network, else what the service worker kept, else what came with
 * the page. Nothing of it is believed before `verify` has checked its signature.
 */
export async function judge(given: string, data: CheckData, verify: Verify): Promise<Judged> {
  const text = given.includes('/') ? typedCode(given) : given.trim();
  const number = aboutNumber(text);
  const paths = number === null ? null : pathsAbout(number);
  const [lists, history] = await Promise.all([
    Promise.all((paths?.lists ?? []).map((path) => readSiteFile(data.site, path))),
    paths === null ? null : readSiteFile(data.site, paths.history),
  ]);
  const had = [...lists, history].filter((file) => file !== null);
  const ask = async (held?: HeldVersion): Promise<GenuineLabel | Refused> => {
    let last: GenuineLabel | Refused | null = null;
    const { newest, leastSequence, remember } = await trustLists(data);
    for (const trustList of newest) {
      last = await verify({
        text,
        trustList,
        roots: data.roots,
        leastSequence,
        statusLists: [...lists.flatMap((file) => (file === null ? [] : [file.text])), ...data.statusLists.map((list) => list.text)],
        receipts: receiptsOf(history),
        now: `${new Date().toISOString().slice(0, 19)}Z`,
        held,
      });
      if (last.outcome === 'refused' && isOfList(last.code)) continue;
      remember(trustList);
      break;
    }
    return last ?? { outcome: 'refused', code: 'ROOT_UNKNOWN', because: 'no trust list at hand' };
  };
  return { verdict: await ask(), isOffline: had.every(({ isKept }) => isKept), holds: ask };
}

const mostReceipts = 1000;

/** labels/NUMBER/history.json; what is not as it should be gives no receipts. */
function receiptsOf(file: SiteFile | null): readonly Uint8Array[] {
  try {
    const { receipts } = JSON.parse(file?.text ?? '{}') as { readonly receipts?: unknown };
    if (!Array.isArray(receipts)) return [];
    return receipts
      .slice(0, mostReceipts)
      .flatMap((receipt: unknown) => (typeof receipt === 'string' ? [new TextEncoder().encode(receipt)] : []));
  } catch {
    return [];
  }
}
