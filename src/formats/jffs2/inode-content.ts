import { DecodeError } from '../../foundation/decode-error.ts';
import type { FormatTools } from '../../model/format.ts';
import { decompressNode } from './decompress-node.ts';
import type { InodeNode } from './scan-nodes.ts';

/**
 * A file's content: its nodes applied in the order of their versions. A smaller size cuts what stood beyond it, compression
 * `zero` is a hole. Throws `malformed` when a damaged node left a stretch that no other node covers, `limit`, `unsupported`.
 */
export function inodeContent(nodes: readonly InodeNode[], damaged: boolean, tools: FormatTools): Uint8Array {
  const size = nodes.at(-1)?.size ?? 0;
  tools.budget.claim(size);
  tools.budget.spend('bytes', size);
  if (damaged) refuseGaps(nodes, size);
  const out = new Uint8Array(size);
  let current = 0;
  for (const node of nodes) {
    if (node.size < current) out.fill(0, Math.min(node.size, size), Math.min(current, size));
    current = node.size;
    // Each stretch costs, or a few nodes that each rewrite a large hole would keep us busy for long.
    tools.budget.spend('steps', 1 + (node.length >>> 6));
    apply(node, out, tools);
  }
  return out;
}

function apply(node: InodeNode, out: Uint8Array, tools: FormatTools): void {
  if (node.length === 0 || node.offset >= out.length) return;
  const room = out.length - node.offset;
  if (node.compression === 1) out.fill(0, node.offset, node.offset + Math.min(node.length, room));
  else {
    const data = decompressNode(tools.host, node.compression, node.data, node.length);
    out.set(data.length > room ? data.subarray(0, room) : data, node.offset);
  }
}

function refuseGaps(nodes: readonly InodeNode[], size: number): void {
  let covered = 0;
  for (const node of [...nodes].sort((a, b) => a.offset - b.offset)) {
    if (node.offset > covered) break;
    covered = Math.max(covered, node.offset + node.length);
  }
  if (covered < size) throw new DecodeError('malformed', `bytes from ${covered} are lost`);
}
