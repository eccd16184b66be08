import { PDFiumLibrary } from '@hyzyla/pdfium';
import { UserError } from '../foundation/user-error.ts';

/** Pixels of a page, four bytes each: red, green, blue, alpha. */
export type PagePixels = { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray<ArrayBuffer> };

/** A page is drawn no larger than this on its longer side: A4 at 300 dots an inch. */
const longestSide = 3510;

let library: Promise<PDFiumLibrary> | undefined;

/**
 * The first `most` pages of a PDF as pixels, at `dots` an inch or less where a page would be too large. Refuses with `LABEL_FILE` what pdfium
 * cannot open, and a PDF behind a password.
 */
export async function pdfPages(bytes: Uint8Array, dots = 300, most = 20): Promise<readonly PagePixels[]> {
  library ??= PDFiumLibrary.init();
  const pdfium = await library;
  const document = await pdfium.loadDocument(bytes).catch(() => {
    throw unopened();
  });
  try {
    if (document.getPageCount() < 1) throw unopened();
    const pages: PagePixels[] = [];
    for (let at = 0; at < Math.min(most, document.getPageCount()); at += 1) {
      const page = document.getPage(at);
      const { originalWidth, originalHeight } = page.getOriginalSize();
      const longer = Math.max(originalWidth, originalHeight);
      if (!(Math.min(originalWidth, originalHeight) >= 1)) continue;
      const scale = Math.min(dots / 72, longestSide / longer);
      const { width, height, data } = await page.render({ scale, render: async (pixels) => pixels.data });
      pages.push({ width, height, data: new Uint8ClampedArray(data) });
    }
    return pages;
  } finally {
    document.destroy();
  }
}

const unopened = (): UserError =>
  new UserError('LABEL_FILE', 'this PDF cannot be opened', 'PDF', 'give a whole PDF without a password, or a picture of the label');
