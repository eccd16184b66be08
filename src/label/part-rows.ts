import type { LabelledPart } from '../model/label-claims.ts';
import { countText, type Messages, text } from '../model/message.ts';
import { cleanText } from './clean-text.ts';
import { fitText } from './fit-text.ts';
import { nameText } from './name-text.ts';
import { palette } from './palette.ts';
import { svgText } from './svg-text.ts';
import { textBlock } from './text-block.ts';

const pitch = 104;
/** More than these are counted, not shown. */
const most = 6;

/** The parts of the product, a row each: letter, name and kind, versions, how sure. `y` is the heading's baseline. */
export function partRows(parts: readonly LabelledPart[], messages: Messages, x: number, y: number, width: number): string {
  const shown = parts.slice(0, most);
  const rest = parts.length - shown.length;
  const small = { width, lines: 1, sizes: [34, 32, 30, 28] };
  return [
    textBlock(fitText(text(messages, 'label.parts'), { ...small, sizes: [38, 36, 34, 32] }), x, y, palette.deep, 600),
    ...shown.map((part, at) => row(part, messages, x, y + 40 + at * pitch)),
    ...(rest > 0
      ? [textBlock(fitText(countText(messages, 'label.parts.more', rest), small), x, y + 66 + shown.length * pitch, palette.soft, 400)]
      : []),
  ].join('\n');
}

function row(part: LabelledPart, messages: Messages, x: number, y: number): string {
  const line = (value: string, at: number, room: number, baseline: number, bold: boolean): string =>
    textBlock(
      fitText(value, { width: room, lines: 1, sizes: bold ? [38, 36, 34, 32] : [30, 29, 28] }),
      x + at,
      y + baseline,
      bold ? palette.deep : palette.soft,
      bold ? 600 : 400,
    );
  return [
    `<rect x="${x}" y="${y}" width="84" height="84" rx="18" fill="${palette.panel}"/>`,
    svgText(part.letter, { x: x + 42, y: y + 62, size: 54, fill: palette.paper, weight: 800, anchor: 'middle', role: 'part' }),
    line(nameText(part.name), 120, 960, 38, true),
    line(text(messages, `part.${part.kind}`), 120, 960, 76, false),
    line(text(messages, `assurance.${part.assurance}.label`), 1100, 700, 38, true),
    line(versionsText(part.versions, messages), 1100, 700, 76, false),
  ].join('\n');
}

/** Versions of a part in one line. */
function versionsText(versions: LabelledPart['versions'], messages: Messages): string {
  if (versions.length === 0) return '–';
  const named = versions.map(({ version, hardware }) => (hardware === null ? version : `${version} (${hardware})`)).join(', ');
  return countText(messages, 'label.versions', versions.length, { versions: cleanText(named) });
}
