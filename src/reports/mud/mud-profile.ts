import { type MudFacts, mudFile } from './mud-file.ts';
import type { Observed } from './observed.ts';
import { type ObservedPeers, observedPeers } from './observed-peers.ts';

export type MudProfile = ObservedPeers & {
  /** The file; the same captures and facts give the same bytes. */
  readonly json: string;
};

/**
 * The strictest network profile (MUD, RFC 8520) that captures of a device support. It permits what was seen and no more, so it is as complete as
 * the captures are; null where they do not tell which host the device is. Doing what an attacker would have it do is never permitted.
 */
export function mudProfile(observed: Observed, facts: MudFacts): MudProfile | null {
  const found = observedPeers(observed);
  return found.device.length === 0 ? null : { ...found, json: mudFile(found.peers, facts) };
}
