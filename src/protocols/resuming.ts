import type { Conversation, Side } from '../model/protocol.ts';

export type Resumption = {
  /** Whether bytes, as they came in one segment, begin a message of that side. */
  readonly isStart: (bytes: Uint8Array, side: Side) => boolean;
  /** Drops what was kept of a message that is not going to be whole. */
  readonly forget: (side: Side) => void;
};

/**
 * A conversation that outlives bytes missing from the capture: of the side that lost some, nothing is read until a segment begins with a message;
 * nobody can tell where in one the others stand.
 */
export function resuming(conversation: Conversation, { isStart, forget }: Resumption): Conversation {
  const isLost = { client: false, server: false };
  return {
    read: (side, bytes) => {
      if (isLost[side] && !isStart(bytes, side)) return bytes.length;
      isLost[side] = false;
      return conversation.read(side, bytes);
    },
    gap: (side) => {
      isLost[side] = true;
      forget(side);
    },
    end: () => conversation.end?.(),
  };
}
