import { safeText } from '../reports/terminal/wrap-text.ts';

export type ProgressLine = { readonly show: (name: string, done: number, of: number) => void; readonly clear: () => void };

/** One line that says what is being worked on; only on a terminal, and gone when the work is done. */
export function progressLine(stream: NodeJS.WriteStream): ProgressLine {
  if (!stream.isTTY) return { show: () => undefined, clear: () => undefined };
  return {
    show: (name, done, of) => stream.write(`\r\u001b[K  ${done}/${of} ${safeText(name.slice(0, 60))}`),
    clear: () => stream.write('\r\u001b[K'),
  };
}
