export type PictureSize = { readonly width: number; readonly height: number };

/**
 * Width and height of a PNG (W3C PNG 11.2.2) or baseline or progressive JPEG (ITU-T T.81, B.2.2) from its header, before anything is decoded: a
 * few bytes may stand for gigabytes of pixels. Null where the bytes are neither or the header is cut off.
 */
export function pictureSize(bytes: Uint8Array): PictureSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isPng(bytes)) return bytes.length < 24 ? null : { width: view.getUint32(16), height: view.getUint32(20) };
  return isJpeg(bytes) ? frameSize(view) : null;
}

export const isPng = (bytes: Uint8Array): boolean =>
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a].every((byte, at) => bytes[at] === byte);

export const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;

/** Of the largest frame: a decoder may take another than the first. */
function frameSize(view: DataView): PictureSize | null {
  let size: PictureSize | null = null;
  for (let at = 2; at + 9 <= view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) {
      at += 1;
      continue;
    }
    const marker = view.getUint8(at + 1);
    // Start of frame, but for DHT (C4), JPG (C8) and DAC (CC), which share its range.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const found = { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
      if (size === null || found.width * found.height > size.width * size.height) size = found;
    }
    const isSegment = marker >= 0xc0 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd9);
    at += isSegment ? Math.max(2, view.getUint16(at + 2) + 2) : marker === 0xff ? 1 : 2;
  }
  return size;
}
