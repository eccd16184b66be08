/** A settings text without what stands behind `#` and `//` and between `/*` and its end; strings in double quotes are kept. One pass. */
export const withoutComments = (text: string): string =>
  text.replace(/"(?:[^"\\\n]|\\.)*"|#[^\n]*|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/g, (part) => (part.startsWith('"') ? part : ' '));
