import { styleText } from 'node:util';
import { plainStyle, type Style } from '../reports/terminal/style.ts';

/** Colour only on a terminal, and never against NO_COLOR (no-color.org). */
export function terminalStyle(stream: NodeJS.WriteStream): Style {
  if (!stream.isTTY || process.env['NO_COLOR']) return plainStyle;
  return {
    bold: (text) => styleText('bold', text),
    dim: (text) => styleText('dim', text),
    bad: (text) => styleText('red', text),
    open: (text) => styleText('yellow', text),
    good: (text) => styleText('green', text),
    accent: (text) => styleText('cyan', text),
  };
}
