import { Refusal } from '../credential/refusal.ts';
import type { Platform } from '../credential/verify/platform.ts';
import type { TrustList } from '../credential/verify/verify-trust-list.ts';
import type { AddedVersion } from '../credential/verify/version-cover.ts';
import type { LabelClaims } from '../model/label-claims.ts';
import type { RegisterEntry } from '../model/register-entry.ts';
import { labelHistory, type PlacedEntry } from '../register/label-history.ts';
import { verifyReceipt } from '../register/receipt.ts';
import { parseVerifierKey } from '../register/verifier-key.ts';
import type { LogPolicy, SignatureChecks } from '../register/verify-checkpoint.ts';

/** What verified receipts show of the register. */
export type Registered = {
  /** The entry that recorded a statement of this SHA-256 (hexadecimal); null where no receipt shows one. */
  readonly indexOf: (digest: string) => number | null;
  readonly of: (number: string) => {
    /** Of the newest statements recorded under the number. */
    readonly newest: readonly string[];
    readonly added: readonly AddedVersion[];
    readonly claims: LabelClaims | null;
  };
};

export type FaultyReceipt = { readonly what: 'receipt'; readonly code: string };

/** Entries about keys and schemes are of no number and are passed over here. */
export async function registered(
  receipts: readonly Uint8Array[],
  trust: TrustList,
  platform: Platform,
): Promise<{ readonly shown: Registered; readonly faulty: readonly FaultyReceipt[] }> {
  const placed: PlacedEntry[] = [];
  const faulty: FaultyReceipt[] = [];
  if (receipts.length > 0) {
    const checks = checksOf(platform);
    const policy = await policyOf(trust, checks);
    for (const receipt of receipts) {
      const verdict = await verifyReceipt(receipt, policy, checks);
      if (verdict.ok) placed.push({ index: verdict.index, entry: verdict.entry });
      else faulty.push({ what: 'receipt', code: verdict.code });
    }
  }
  placed.sort((a, b) => a.index - b.index);
  return {
    shown: {
      indexOf: (digest) => placed.find(({ entry }) => digestsOf(entry).includes(digest))?.index ?? null,
      of: (number) => shownOf(number, placed),
    },
    faulty,
  };
}

const digestsOf = (entry: RegisterEntry): readonly string[] =>
  'credential' in entry ? [entry.credential, ...('printed' in entry ? [entry.printed] : [])] : [];

function shownOf(number: string, placed: readonly PlacedEntry[]): ReturnType<Registered['of']> {
  const { signed, added, claims } = labelHistory(number, placed);
  return { newest: signed === null ? [] : [signed.credential, ...(signed.printed === null ? [] : [signed.printed])], added, claims };
}

function checksOf({ subtle }: Platform): SignatureChecks {
  return {
    digest: async (bytes) => new Uint8Array(await subtle.digest('SHA-256', Uint8Array.from(bytes))),
    verifyEd25519: async (publicKey, message, signature) => {
      try {
        const key = await subtle.importKey('raw', Uint8Array.from(publicKey), 'Ed25519', false, ['verify']);
        return await subtle.verify('Ed25519', key, Uint8Array.from(signature), Uint8Array.from(message));
      } catch {
        // No point of the curve, or a platform without Ed25519: nothing is shown then.
        return false;
      }
    },
  };
}

/** Whose checkpoints count, by the trust list. */
async function policyOf({ content }: TrustList, { digest }: SignatureChecks): Promise<LogPolicy> {
  try {
    return {
      logKey: await parseVerifierKey(content.log, digest),
      witnesses: await Promise.all(content.witnesses.map((witness) => parseVerifierKey(witness, digest))),
      quorum: content.quorum,
    };
  } catch {
    throw new Refusal('MALFORMED', 'a trust list whose log or witness is no verifier key');
  }
}
