import { PNG } from 'pngjs';
import { renderPng } from './render-png.ts';

/** Lightness of pixels, 0 to 255, in rows: what a camera makes of a printed label. */
export type GrayPicture = { readonly width: number; readonly height: number; readonly data: Float32Array };

/** An SVG of our own as it looks at `dots` an inch; `mm` is its printed width. */
export function grayAt(svg: string, mm: number, dots: number): GrayPicture {
  const { width, height, data } = PNG.sync.read(Buffer.from(renderPng(svg, Math.round((mm / 25.4) * dots))));
  const gray = new Float32Array(width * height);
  for (let at = 0; at < gray.length; at += 1) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(4 * at, 4 * at + 4);
    gray[at] = ((0.299 * red + 0.587 * green + 0.114 * blue) * alpha) / 255 + 255 - alpha;
  }
  return { width, height, data: gray };
}

const lightAt = ({ width, height, data }: GrayPicture, x: number, y: number): number =>
  x < 0 || y < 0 || x >= width || y >= height ? 160 : (data[y * width + x] ?? 0);

/** Blurred as a lens out of focus does: Gaussian, `sigma` in pixels. */
export function blurred(picture: GrayPicture, sigma: number): GrayPicture {
  const reach = Math.ceil(3 * sigma);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, at) => Math.exp(-((at - reach) ** 2) / (2 * sigma ** 2)));
  const sum = weights.reduce((all, one) => all + one, 0);
  const pass = (from: GrayPicture, dx: number, dy: number): GrayPicture =>
    mapped(from.width, from.height, (x, y) =>
      weights.reduce((all, weight, at) => {
        const [u, v] = [x + dx * (at - reach), y + dy * (at - reach)];
        return all + (weight / sum) * lightAt(from, Math.min(Math.max(u, 0), from.width - 1), Math.min(Math.max(v, 0), from.height - 1));
      }, 0),
    );
  return pass(pass(picture, 1, 0), 0, 1);
}

/** Turned about its middle and scaled, on a grey table. */
export function turned(picture: GrayPicture, degrees: number, scale: number): GrayPicture {
  const angle = (degrees * Math.PI) / 180;
  const side = Math.ceil(Math.hypot(picture.width, picture.height) * scale);
  const [cos, sin] = [Math.cos(angle) / scale, Math.sin(angle) / scale];
  return mapped(side, side, (x, y) => {
    const [dx, dy] = [x - side / 2, y - side / 2];
    return between(picture, dx * cos + dy * sin + picture.width / 2, dy * cos - dx * sin + picture.height / 2);
  });
}

/** As an 8-bit PNG. */
export function pngOf({ width, height, data }: GrayPicture): Uint8Array {
  const png = new PNG({ width, height });
  png.data.set(rgbaOf({ width, height, data }));
  return new Uint8Array(PNG.sync.write(png));
}

export function rgbaOf({ data }: GrayPicture): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(data.length * 4).fill(255);
  data.forEach((light, at) => rgba.fill(light, 4 * at, 4 * at + 3));
  return rgba;
}

function mapped(width: number, height: number, light: (x: number, y: number) => number): GrayPicture {
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) data[y * width + x] = light(x, y);
  return { width, height, data };
}

function between(picture: GrayPicture, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [fx, fy] = [x - left, y - top];
  const row = (at: number): number => lightAt(picture, left, at) * (1 - fx) + lightAt(picture, left + 1, at) * fx;
  return row(top) * (1 - fy) + row(top + 1) * fy;
}

/** A scratch or stain: everything in the box takes one lightness. Measures in pixels. */
export function stained(
  picture: GrayPicture,
  box: readonly [x: number, y: number, width: number, height: number],
  light: number,
): GrayPicture {
  const [left, top, width, height] = box;
  const isIn = (x: number, y: number): boolean => x >= left && x < left + width && y >= top && y < top + height;
  return mapped(picture.width, picture.height, (x, y) => (isIn(x, y) ? light : lightAt(picture, x, y)));
}
