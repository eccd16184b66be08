import { DecodeError } from '../foundation/decode-error.ts';
import type { Conversation, Side } from '../model/protocol.ts';

/** Datagrams that may be bad before one was good. */
const patience = 8;

/**
 * Reads datagrams one by one: one that is damaged (or was cut off by the capture) must not silence the others of a flow that lasts for days, as to
 * a multicast group. Throws only where many are bad and none was good.
 */
export function datagramReader(read: (side: Side, bytes: Uint8Array) => void): Conversation['read'] {
  let bad = 0;
  return (side, bytes) => {
    try {
      read(side, bytes);
      bad = Number.NEGATIVE_INFINITY;
    } catch (error) {
      bad += 1;
      if (!(error instanceof DecodeError) || bad > patience) throw error;
    }
    return bytes.length;
  };
}
