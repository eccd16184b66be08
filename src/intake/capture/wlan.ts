import type { Frame } from './frame.ts';
import { linkTypes, macAt } from './frame.ts';

/** IEEE 802.11 data frames, 9.2.4: who sends and receives stands in the to-DS and from-DS bits; management and control frames carry no network traffic. */
export function openWlan(frame: Frame): boolean {
  const { view, at, end } = frame;
  if (end - at < 24) return false;
  const control = view.getUint16(at, true);
  if (((control >> 2) & 3) !== 2) return false;
  const toDistribution = (control & 0x100) !== 0;
  const fromDistribution = (control & 0x200) !== 0;
  const first = macAt(view, at + 4);
  const second = macAt(view, at + 10);
  const third = macAt(view, at + 16);
  frame.target = toDistribution ? third : first;
  frame.source = fromDistribution ? (toDistribution ? -1 : third) : second;
  const subtype = (control >> 4) & 15;
  let next = at + 24 + (toDistribution && fromDistribution ? 6 : 0);
  if ((subtype & 8) !== 0) next += 2 + ((control & 0x8000) !== 0 ? 4 : 0);
  // Null frames keep a connection alive and carry nothing.
  if ((subtype & 4) !== 0 || next >= end) return false;
  frame.at = next;
  if ((control & 0x4000) !== 0) {
    frame.type = linkTypes.encryptedWlan;
    return true;
  }
  if (end - next < 8 || view.getUint16(next) !== 0xaaaa) return false;
  frame.type = view.getUint16(next + 6);
  frame.at = next + 8;
  return true;
}
