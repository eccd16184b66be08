import type { Frame } from './frame.ts';
import { linkTypes, macAt } from './frame.ts';
import { openWlan } from './wlan.ts';

/** Opens a link's header: sets MACs, type and what is left. False where the frame is too short or says nothing about what it carries. */
export type LinkOpener = (frame: Frame) => boolean;

export type Link = {
  readonly name: string;
  /** Absent: named and counted, not decoded. */
  readonly open?: LinkOpener;
};

function openEthernet(frame: Frame): boolean {
  const { view, at } = frame;
  if (frame.end - at < 14) return false;
  frame.target = macAt(view, at);
  frame.source = macAt(view, at + 6);
  frame.type = view.getUint16(at + 12);
  frame.at = at + 14;
  return openType(frame);
}

/** IEEE 802.3: below 1536 the field is a length, and a logical link control header follows, with an Ethernet type behind SNAP. */
function openType(frame: Frame): boolean {
  if (frame.type >= 0x600) return true;
  return openLlc(frame);
}

function openLlc(frame: Frame): boolean {
  const { view, at } = frame;
  if (frame.end - at < 3) return false;
  if (frame.end - at >= 8 && view.getUint16(at) === 0xaaaa) {
    frame.type = view.getUint16(at + 6);
    frame.at = at + 8;
  } else {
    frame.type = linkTypes.llc;
    frame.at = at + 3;
  }
  return true;
}

/** Linux cooked capture: the sender's address only (SLL: 16 bytes; SLL2: 20, the type first). */
const openCooked =
  (length: number, typeAt: number, macLengthAt: number, macPlace: number): LinkOpener =>
  (frame) => {
    const { view, at } = frame;
    if (frame.end - at < length) return false;
    frame.type = view.getUint16(at + typeAt);
    frame.source =
      (length === 16 ? view.getUint16(at + macLengthAt) : view.getUint8(at + macLengthAt)) === 6 ? macAt(view, at + macPlace) : -1;
    frame.at = at + length;
    return openType(frame);
  };

function openRaw(frame: Frame): boolean {
  if (frame.end <= frame.at) return false;
  const version = (frame.bytes[frame.at] as number) >> 4;
  frame.type = version === 4 ? 0x0800 : version === 6 ? 0x86dd : linkTypes.unknown;
  return version === 4 || version === 6;
}

/** BSD loopback: an address family in the byte order of whoever captured. */
function openLoopback(frame: Frame): boolean {
  if (frame.end - frame.at < 4) return false;
  frame.at += 4;
  return openRaw(frame);
}

/** Point-to-point protocol, with or without HDLC framing (RFC 1661, 1662). */
function openPpp(frame: Frame): boolean {
  if (frame.end - frame.at < 4) return false;
  if (frame.view.getUint16(frame.at) === 0xff03) frame.at += 2;
  const protocol = frame.view.getUint16(frame.at);
  frame.at += 2;
  frame.type = protocol === 0x0021 ? 0x0800 : protocol === 0x0057 ? 0x86dd : linkTypes.unknown;
  return frame.type !== linkTypes.unknown;
}

/** Header of a length that stands in it, little endian, before an 802.11 frame: radiotap, PPI. */
const openBefore80211: LinkOpener = (frame) => {
  if (frame.end - frame.at < 4) return false;
  const length = frame.view.getUint16(frame.at + 2, true);
  const flagged = hasFrameCheck(frame, length);
  frame.at += length;
  if (length < 4 || frame.at > frame.end) return false;
  if (flagged) frame.end = Math.max(frame.at, frame.end - 4);
  return openWlan(frame);
};

/** Radiotap's flags field says whether the frame check sequence stands at the end (bit 0x10); it follows the time stamp, which is aligned to 8. */
function hasFrameCheck({ view, at, end }: Frame, length: number): boolean {
  if (length < 8 || at + length > end || view.getUint8(at) !== 0) return false;
  const present = view.getUint32(at + 4, true);
  if ((present & 2) === 0) return false;
  let field = at + 8;
  for (let word = present; (word & 0x80000000) !== 0 && field + 4 <= at + length; field += 4) word = view.getUint32(field, true);
  if ((present & 1) !== 0) field = at + ((field - at + 7) & ~7) + 8;
  return field < at + length && (view.getUint8(field) & 0x10) !== 0;
}

/** Prism headers are 144 bytes, or as long as the AVS kind says. */
const openPrism: LinkOpener = (frame) => {
  if (frame.end - frame.at < 144) return false;
  frame.at += 144;
  return openWlan(frame);
};

/** By link type (tcpdump.org, LINKTYPE_ values). */
const links: Readonly<Record<number, Link>> = {
  0: { name: 'loopback', open: openLoopback },
  1: { name: 'ethernet', open: openEthernet },
  9: { name: 'ppp', open: openPpp },
  12: { name: 'raw-ip', open: openRaw },
  14: { name: 'raw-ip', open: openRaw },
  50: { name: 'ppp', open: openPpp },
  101: { name: 'raw-ip', open: openRaw },
  105: { name: 'ieee802.11', open: openWlan },
  108: { name: 'loopback', open: openLoopback },
  113: { name: 'linux-sll', open: openCooked(16, 14, 4, 6) },
  119: { name: 'prism', open: openPrism },
  127: { name: 'radiotap', open: openBefore80211 },
  192: { name: 'ppi', open: openBefore80211 },
  228: { name: 'raw-ip', open: openRaw },
  229: { name: 'raw-ip', open: openRaw },
  276: { name: 'linux-sll2', open: openCooked(20, 0, 11, 12) },
  147: { name: 'user' },
  187: { name: 'bluetooth' },
  189: { name: 'usb' },
  195: { name: 'ieee802.15.4' },
  201: { name: 'bluetooth' },
  215: { name: 'ieee802.15.4' },
  220: { name: 'usb' },
  227: { name: 'can' },
  230: { name: 'ieee802.15.4' },
  249: { name: 'usb' },
  251: { name: 'bluetooth-le' },
  254: { name: 'bluetooth' },
  255: { name: 'bluetooth' },
  256: { name: 'bluetooth-le' },
  266: { name: 'usb' },
  272: { name: 'bluetooth-le' },
  283: { name: 'ieee802.15.4' },
};

export const linkOf = (type: number): Link => links[type] ?? { name: `link-type-${type}` };
