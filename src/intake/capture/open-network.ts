import type { Frame } from './frame.ts';

/** VLANs in VLANs, PPP in Ethernet, IP in IP: deeper than this nothing real is nested. */
const deepest = 8;

/** Opens what stands before and in an IP header. True: `frame` holds an IP packet's addresses, protocol and payload; false: it is no (whole) IP packet. */
export function openNetwork(frame: Frame): boolean {
  for (let depth = 0; depth < deepest; depth += 1) {
    const { type } = frame;
    if (type === 0x0800) {
      if (!openIp4(frame)) return false;
    } else if (type === 0x86dd) {
      if (!openIp6(frame)) return false;
    } else if (!openTag(frame)) return false;
    else continue;
    if (frame.fragment || !openTunnel(frame)) return true;
  }
  return false;
}

/** VLAN tags (IEEE 802.1Q, 802.1ad), MPLS (RFC 3032) and PPPoE sessions (RFC 2516). */
function openTag(frame: Frame): boolean {
  const { view, at, end, type } = frame;
  if (type === 0x8100 || type === 0x88a8 || type === 0x9100) {
    if (end - at < 4) return false;
    frame.type = view.getUint16(at + 2);
    frame.at = at + 4;
    return frame.type >= 0x600;
  }
  if (type === 0x8847) {
    if (end - at < 5) return false;
    frame.at = at + 4;
    if ((view.getUint8(at + 2) & 1) === 0) return true;
    const version = view.getUint8(at + 4) >> 4;
    frame.type = version === 4 ? 0x0800 : version === 6 ? 0x86dd : 0;
    return frame.type !== 0;
  }
  if (type === 0x8864) {
    if (end - at < 8) return false;
    const protocol = view.getUint16(at + 6);
    frame.at = at + 8;
    frame.type = protocol === 0x0021 ? 0x0800 : protocol === 0x0057 ? 0x86dd : 0;
    return frame.type !== 0;
  }
  return false;
}

/** RFC 791. */
function openIp4(frame: Frame): boolean {
  const { view, at } = frame;
  if (frame.end - at < 20) return false;
  const first = view.getUint8(at);
  const header = (first & 15) * 4;
  const total = view.getUint16(at + 2);
  if (first >> 4 !== 4 || header < 20 || at + header > frame.end) return false;
  frame.ip = 4;
  frame.sourceAt = at + 12;
  frame.targetAt = at + 16;
  frame.protocol = view.getUint8(at + 9);
  // A length of nothing is what segmentation offload leaves; then the frame's end is the packet's.
  if (total >= header) frame.end = Math.min(frame.end, at + total);
  const flags = view.getUint16(at + 6);
  frame.fragment = (flags & 0x3fff) !== 0;
  if (frame.fragment) {
    frame.fragmentOffset = (flags & 0x1fff) * 8;
    frame.moreFragments = (flags & 0x2000) !== 0;
    frame.fragmentId = view.getUint16(at + 4);
  }
  frame.at = at + header;
  return true;
}

/** RFC 8200 with its extension headers. */
function openIp6(frame: Frame): boolean {
  const { view, at } = frame;
  if (frame.end - at < 40 || view.getUint8(at) >> 4 !== 6) return false;
  frame.ip = 6;
  frame.sourceAt = at + 8;
  frame.targetAt = at + 24;
  const length = view.getUint16(at + 4);
  if (length > 0) frame.end = Math.min(frame.end, at + 40 + length);
  frame.fragment = false;
  let next = view.getUint8(at + 6);
  let place = at + 40;
  while (next === 0 || next === 43 || next === 44 || next === 51 || next === 60 || next === 135) {
    if (frame.end - place < 8) return false;
    const following = view.getUint8(place);
    if (next === 44) {
      const field = view.getUint16(place + 2);
      frame.fragment = (field & 0xfff9) !== 0;
      frame.fragmentOffset = field & 0xfff8;
      frame.moreFragments = (field & 1) !== 0;
      frame.fragmentId = view.getUint32(place + 4);
      place += 8;
      next = following;
      break;
    }
    place += next === 51 ? (view.getUint8(place + 1) + 2) * 4 : (view.getUint8(place + 1) + 1) * 8;
    next = following;
  }
  if (place > frame.end) return false;
  frame.protocol = next;
  frame.at = place;
  return true;
}

/** IP in IP (RFC 2003, 2473, 4213) and plain GRE (RFC 2784): true when another packet is inside. */
function openTunnel(frame: Frame): boolean {
  if (frame.protocol === 4 || frame.protocol === 41) {
    frame.type = frame.protocol === 4 ? 0x0800 : 0x86dd;
    return frame.end - frame.at >= 20;
  }
  if (frame.protocol !== 47 || frame.end - frame.at < 4) return false;
  const flags = frame.view.getUint16(frame.at);
  const type = frame.view.getUint16(frame.at + 2);
  if ((flags & 0x4fff) !== 0 || (type !== 0x0800 && type !== 0x86dd)) return false;
  frame.type = type;
  frame.at += 4 + ((flags & 0x8000) !== 0 ? 4 : 0) + ((flags & 0x2000) !== 0 ? 4 : 0) + ((flags & 0x1000) !== 0 ? 4 : 0);
  return frame.end - frame.at >= 20;
}
