import { DecodeError } from '../foundation/decode-error.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { hashLength } from './merkle-hash.ts';
import { mostEntries } from './tile-path.ts';

/** A tree head (C2SP tlog-checkpoint): whose log, how many entries, the root over them. */
export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Uint8Array };

/** The text that is signed: three lines. */
export const formatCheckpoint = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${encodeBase64(root)}\n`;

/** Exactly three lines; extension lines, which nobody could audit, are `unsupported`. A size above 2^48 is `limit`. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', size = '', root = '', end, ...rest] = text.split('\n');
  if (rest.length > 0) throw new DecodeError('unsupported', 'extension lines');
  if (end !== '' || origin === '' || !/^(0|[1-9][0-9]{0,18})$/.test(size)) throw new DecodeError('malformed', 'not a checkpoint');
  const hash = decodeBase64(root);
  if (hash.length !== hashLength) throw new DecodeError('malformed', `a root of ${hash.length} bytes`);
  if (Number(size) > mostEntries) throw new DecodeError('limit', `a size of ${size}`);
  return { origin, size: Number(size), root: hash };
}
