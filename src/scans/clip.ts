const longest = 400;

/** Text of a report as a line of ours: blanks and control characters become one space, and it ends after 400 characters. */
export function clip(text: string): string {
  const line = text
    .slice(0, 4 * longest)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
    .replaceAll(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ')
    .trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}
