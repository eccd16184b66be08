import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import { UserError } from '../foundation/user-error.ts';
import { pdfPages } from './pdf-pages.ts';
import { isJpeg, isPng, pictureSize } from './picture-size.ts';
import { rasterizeSvg } from './rasterize-svg.ts';

/** Largest file, in bytes, and largest picture, in pixels: a photo of 50 megapixels is more than any label needs. */
const mostBytes = 32 * 1024 * 1024;
const mostPixels = 50_000_000;

const options: ReaderOptions = { formats: ['QRCode'], tryHarder: true, tryRotate: true, tryInvert: true, maxNumberOfSymbols: 16 };

let isReady = false;

/**
 * The texts of the QR codes that can be seen in a PNG, JPEG, SVG or PDF, each once, in the order they are found; none is an answer too. An SVG is
 * drawn first and a PDF's first 20 pages are: what the eye sees counts, not what the file says. Nothing is fetched. Refuses with `LABEL_FILE`
 * what is none of the four or cannot be read, with `LABEL_FILE_SIZE` a file or picture that is too large, with `LABEL_FILE_ACTIVE` an SVG that
 * holds more than shapes and text.
 */
export async function readCodes(bytes: Uint8Array): Promise<readonly string[]> {
  if (bytes.length > mostBytes) throw tooLarge(`${bytes.length} bytes`);
  if (isPng(bytes) || isJpeg(bytes)) return codesIn(withinBounds(bytes));
  if (isPdf(bytes)) {
    const texts: string[] = [];
    for (const { width, height, data } of await pdfPages(bytes))
      texts.push(...(await codesIn({ width, height, data, colorSpace: 'srgb' })));
    return [...new Set(texts)];
  }
  const svg = svgText(bytes);
  if (svg !== null) return codesIn(rasterizeSvg(svg));
  throw new UserError('LABEL_FILE', 'no PNG, JPEG, SVG or PDF', 'picture', 'give the label as one of these');
}

async function codesIn(picture: Parameters<typeof readBarcodes>[0]): Promise<readonly string[]> {
  prepare();
  const found = await readBarcodes(picture, options).catch(() => {
    throw unreadable();
  });
  // A picture that cannot be decoded comes back as one fault without a kind of code.
  if (found.some(({ isValid, format }) => !isValid && String(format) === '')) throw unreadable();
  return [...new Set(found.filter(({ isValid }) => isValid).map(({ text }) => text))];
}

/** The reader's own default is to fetch its WebAssembly from a CDN; ours comes out of the package that is installed. */
function prepare(): void {
  if (isReady) return;
  const file = readFileSync(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')));
  const wasmBinary = new Uint8Array(file).buffer;
  // Asked even though the bytes are there; a bare name leads nowhere.
  const locateFile = (name: string): string => name;
  prepareZXingModule({ overrides: { wasmBinary, locateFile } });
  isReady = true;
}

function withinBounds(bytes: Uint8Array): Uint8Array {
  const size = pictureSize(bytes);
  if (size === null) throw new UserError('LABEL_FILE', 'this picture has no readable header', 'picture', 'give a whole PNG or JPEG');
  if (size.width * size.height > mostPixels) throw tooLarge(`${size.width} by ${size.height} pixels`);
  return bytes;
}

const unreadable = (): UserError => new UserError('LABEL_FILE', 'this picture cannot be read', 'picture', 'give a whole PNG or JPEG');

const tooLarge = (what: string): UserError =>
  new UserError('LABEL_FILE_SIZE', `${what} are too many`, 'picture', 'give at most 32 MB and 50 megapixels');

/** The header may stand within the first 1024 bytes (PDF 1.7, annex H, note 13). */
const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-');

/** XML text that begins as SVG does, in UTF-8; null for anything else. */
function svgText(bytes: Uint8Array): string | null {
  const head = new TextDecoder().decode(bytes.subarray(0, 4096));
  return /^\ufeff?\s*</.test(head) && /<(?:\w+:)?svg[\s>]/.test(head) ? new TextDecoder().decode(bytes) : null;
}
