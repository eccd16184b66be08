import decodeQR from 'qr/decode.js';

/** Chrome and Safari bring a reader of codes; it has no type of its own yet (Shape Detection API). */
type Detector = { readonly detect: (image: CanvasImageSource) => Promise<readonly { readonly rawValue: string }[]> };
type DetectorClass = {
  new (options: { readonly formats: readonly string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
};

const largestFile = 40_000_000;
const longestSide = 2400;

let detector: Promise<Detector | null> | undefined;

async function findDetector(): Promise<Detector | null> {
  const { BarcodeDetector: found } = globalThis as { readonly BarcodeDetector?: DetectorClass };
  try {
    return found !== undefined && (await found.getSupportedFormats()).includes('qr_code') ? new found({ formats: ['qr_code'] }) : null;
  } catch {
    return null;
  }
}

/** The text of a code in a canvas: by the platform's reader where there is one, else by our own. Null: none found. */
export async function readCanvas(canvas: HTMLCanvasElement, effort = 1): Promise<string | null> {
  detector ??= findDetector();
  try {
    const [first] = (await (await detector)?.detect(canvas)) ?? [];
    if (first !== undefined) return first.rawValue;
  } catch {
    // A platform that has the reader's name and not the reader.
  }
  const { width, height } = canvas;
  const pixels = canvas.getContext('2d', { willReadFrequently: true })?.getImageData(0, 0, width, height);
  if (pixels === undefined) return null;
  try {
    return decodeQR({ width, height, data: pixels.data }, { format: 'RGBA', effort, timeLimit: 400 });
  } catch {
    return null;
  }
}

export type PictureAnswer = { readonly found: string } | { readonly found: null; readonly why: 'none' | 'unread' };

/** The text of a code in a picture file. An SVG is drawn as a picture, so nothing in it runs or is fetched. */
export async function readPicture(file: Blob): Promise<PictureAnswer> {
  if (file.size > largestFile) return { found: null, why: 'unread' };
  const address = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    // A drawing in millimetres has hardly any pixels of its own.
    const natural = file.type === 'image/svg+xml' ? 1600 : Math.max(image.naturalWidth, image.naturalHeight);
    for (const side of new Set([Math.min(natural, longestSide), 1200, 700])) {
      const found = await readCanvas(drawn(image, side), 4);
      if (found !== null) return { found };
    }
    return { found: null, why: 'none' };
  } catch {
    return { found: null, why: 'unread' };
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** A picture on white, its longer side `side` pixels. */
function drawn(image: HTMLImageElement, side: number): HTMLCanvasElement {
  const scale = side / Math.max(image.naturalWidth, image.naturalHeight, 1);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
  const paper = canvas.getContext('2d', { willReadFrequently: true });
  if (paper === null) return canvas;
  paper.fillStyle = '#fff';
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}
