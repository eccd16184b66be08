/** Red, green and blue, each 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** A colour written `#rrggbb`; null for every other spelling. */
export function readColour(text: string): Colour | null {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text);
  return match === null
    ? null
    : [Number.parseInt(match[1] ?? '', 16), Number.parseInt(match[2] ?? '', 16), Number.parseInt(match[3] ?? '', 16)];
}

/** Contrast ratio, 1 to 21 (WCAG 2.2, "contrast ratio" and "relative luminance"). */
export function contrast(a: Colour, b: Colour): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** What is seen where `over` lies on `under` with an opacity of 0 to 1. */
export function blend(over: Colour, under: Colour, opacity: number): Colour {
  return over.map((channel, at) => channel * opacity + (under[at] ?? 0) * (1 - opacity)) as unknown as Colour;
}

/** Hue in degrees and chroma 0 to 1 (0: a grey, whose hue means nothing). */
export function hueOf([red, green, blue]: Colour): { readonly hue: number; readonly chroma: number } {
  const most = Math.max(red, green, blue);
  const spread = most - Math.min(red, green, blue);
  if (spread === 0) return { hue: 0, chroma: 0 };
  const sixth = most === red ? (green - blue) / spread : most === green ? 2 + (blue - red) / spread : 4 + (red - green) / spread;
  return { hue: (sixth * 60 + 360) % 360, chroma: spread / 255 };
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
