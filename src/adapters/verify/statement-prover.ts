import type { ProofStanding, StatementProof } from '../../model/component-statement.ts';
import { type ProvedComponent, proveComponent } from '../../verifier/prove-component.ts';
import { nodePlatform } from '../node-platform.ts';
import type { TrustAnchor } from '../trust-anchor.ts';
import { siteFacts } from './site-facts.ts';
import type { SiteReader } from './site-reader.ts';

type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never;

/** What checking a credential comes to, whatever file it came from. */
export type ProofVerdict = Without<StatementProof, 'file' | 'sha256'>;

/** Checks the credential of a component statement; `number` is what it says of itself, to look up what to check it with. */
export type StatementProver = (credential: string, number: string) => Promise<ProofVerdict>;

/**
 * Checks component statements against a trust anchor, at an instant (RFC 3339 in UTC, whole seconds). `read` null: nothing is looked up, and whether one still holds is
 * unknown. A list that is past its end says nothing in a statement's favour.
 */
export function statementProver(anchor: TrustAnchor, read: SiteReader | null, now: string): StatementProver {
  const facts = siteFacts(anchor, read);
  // Whoever asks hears of a failure; until then nobody listens.
  facts.catch(() => undefined);
  return async (text, number) => {
    const known = await facts;
    if ('outcome' in known) return { outcome: 'refused', code: known.code };
    const { trustList } = known;
    const [statusLists, receipts] = await Promise.all([known.statusLists(number), known.receipts(`components/${number}`)]);
    const proved = await proveComponent({ text, roots: anchor.roots, trustList, statusLists, receipts, now }, nodePlatform);
    if (proved.outcome === 'refused') return { outcome: 'refused', code: proved.code };
    return { outcome: 'genuine', issuer: proved.issuer.id, kid: proved.kid, standing: standingOf(proved), asOf: proved.asOf };
  };
}

/** A statement that a newer one under its number replaced does not hold; one in force by lists that have ended may be gone since. */
function standingOf({ standing, stale }: ProvedComponent): ProofStanding {
  if (standing === 'reduced') return 'suspended';
  return standing === 'in-force' && stale ? 'unknown' : standing;
}
