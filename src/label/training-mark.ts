import { type Messages, text } from '../model/message.ts';
import { cleanText } from './clean-text.ts';
import { escapeXml } from './escape-xml.ts';
import { fitText } from './fit-text.ts';
import { palette } from './palette.ts';
import { svgText } from './svg-text.ts';
import { textWidth } from './text-width.ts';

/** Degrees. Less steep than the specimen's, whose mark is one word. */
const slope = -24;

/**
 * "Training, not valid" in slanting rows over an area, pale enough to read what lies under and over it: no part of a form that says anything can
 * be cut out without it. One row runs through `(x, y)`, which is the middle of the letter.
 */
export function trainingRows(
  messages: Messages,
  [x, y]: readonly [x: number, y: number],
  [width, height]: readonly [width: number, height: number],
  size: number,
  pitch = Math.round(size * 3.3),
): string {
  const word = wordOf(messages).toUpperCase();
  const reach = Math.max(x, width - x) / Math.cos((slope * Math.PI) / 180);
  const rise = Math.abs(Math.tan((slope * Math.PI) / 180)) * Math.max(x, width - x);
  const times = Math.ceil(reach / ((textWidth(word) + 1.4) * size)) * 2 + 1;
  const line = Array.from({ length: times }, () => word).join('  \u00a0·\u00a0  ');
  const first = -Math.ceil((y + rise) / pitch);
  const last = Math.ceil((height - y + rise) / pitch);
  return Array.from({ length: last - first + 1 }, (_, at) => y + (first + at) * pitch)
    .map(
      (row) =>
        `<text data-role="training" x="${x}" y="${row + Math.round(size * 0.36)}" transform="rotate(${slope} ${x} ${row})" text-anchor="middle" font-size="${size}" font-weight="800" fill="${palette.mark}" fill-opacity="0.34">${escapeXml(line)}</text>`,
    )
    .join('\n');
}

/** The same words in a solid bar: dark on a white card, light on the coloured ground. */
export function trainingBar(
  messages: Messages,
  box: readonly [x: number, y: number, width: number, height: number],
  tone: 'dark' | 'light' = 'dark',
): string {
  const [x, y, width, height] = box;
  const sizes = [0.66, 0.6, 0.55].map((share) => Math.max(22, Math.round(height * share)));
  const { size, lines } = fitText(wordOf(messages), { width: width - 20, lines: 1, sizes: [...sizes, 22] });
  const middle = { x: x + width / 2, y: Math.round(y + height / 2 + size * 0.36), anchor: 'middle' } as const;
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${Math.round(height * 0.2)}" fill="${tone === 'dark' ? palette.deep : palette.pale}"/>`,
    svgText(lines[0] ?? '', { ...middle, size, fill: tone === 'dark' ? palette.paper : palette.deep, weight: 700, role: 'training' }),
  ].join('\n');
}

const wordOf = (messages: Messages): string => cleanText(text(messages, 'label.training')) || 'Training, not valid';
