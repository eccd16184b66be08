import { DecodeError } from '../../foundation/decode-error.ts';
import type { Format, FormatTools, Opened, Trouble } from '../../model/format.ts';
import { listParts } from './list-parts.ts';
import { headerSize, readHeader, type TplinkHeader } from './read-header.ts';

const ascii = new TextEncoder();
/** Put in the place of the MD5 while it is made: one for images with a boot loader, one for those without. */
const salts: readonly Uint8Array[] = [
  Uint8Array.of(0xdc, 0xd7, 0x3a, 0xa5, 0xc3, 0x95, 0x98, 0xfb, 0xdd, 0xf9, 0xe7, 0xf4, 0x0e, 0xae, 0x47, 0x38),
  Uint8Array.of(0x8c, 0xef, 0x33, 0x5b, 0xd5, 0xc5, 0xce, 0xfa, 0xa7, 0x9c, 0x28, 0xda, 0xb2, 0xe9, 0x0f, 0x42),
];

/** TP-Link's router images: a header of 512 bytes, then boot loader, kernel and root file system. */
export const tplink: Format = {
  id: 'tplink',
  title: 'TP-Link firmware image',
  shape: 'image',
  references: [{ source: 'OpenWrt', clause: 'tools: mktplinkfw and mktplinkfw2', url: 'https://openwrt.org/docs/techref/header' }],
  limitations: [
    'the MD5 of versions 2 and 3 is not checked',
    'versions 2 and 3 were not tried on a vendor’s image',
    'signatures are not checked',
  ],
  magics: [
    ...['TP-L', 'Open'].map((vendor) => ({ bytes: Uint8Array.of(1, 0, 0, 0, ...ascii.encode(vendor)), offset: 0 })),
    ...[2, 3].map((version) => ({ bytes: Uint8Array.of(version, 0, 0, 0, ...ascii.encode('ver')), offset: 0 })),
  ],
  recognise: (bytes, at) => (at >= 0 && at <= bytes.length && readHeader(bytes.subarray(at, at + headerSize)) !== null ? 'certain' : 'no'),
  open,
};

function open(bytes: Uint8Array, tools: FormatTools): Opened {
  const header = readHeader(bytes);
  if (header === null) throw new DecodeError(bytes.length < headerSize ? 'truncated' : 'malformed', 'no TP-Link header', 0);
  const image = bytes.subarray(0, header.length);
  const cut = image.length < header.length;
  const troubles: Trouble[] = cut ? [{ code: 'truncated', detail: `${image.length} of ${header.length} bytes are there` }] : [];
  const parts = listParts(image, header, tools.budget);
  tools.budget.spend('entries', parts.length);
  return {
    bytes: image.length,
    status: cut ? 'partial' : 'unpacked',
    detail: `TP-Link version ${header.version}, ${header.vendor}, hardware 0x${header.hardware.toString(16).padStart(8, '0')}, release ${header.release}${sumWords(image, header, cut, tools)}`,
    members: parts.map(({ path, content }) => ({
      path,
      type: 'file',
      mode: null,
      uid: null,
      gid: null,
      size: content.length,
      target: null,
      read: () => content,
    })),
    troubles,
  };
}

/** Other makers use other salts, so a sum that disagrees is told, not taken for damage. */
function sumWords(image: Uint8Array, header: TplinkHeader, cut: boolean, tools: FormatTools): string {
  if (header.version !== 1 || cut) return '';
  tools.budget.claim(image.length);
  const salted = image.slice();
  const stored = image.subarray(header.sumAt, header.sumAt + 16);
  const agrees = salts.some((salt) => {
    salted.set(salt, header.sumAt);
    return tools.host.hash('md5', salted).every((byte, index) => byte === stored[index]);
  });
  return agrees ? ', MD5 agrees' : ', MD5 disagrees';
}
