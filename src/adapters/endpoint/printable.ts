/** What a stranger sent, as one short line of text: controls and signs that reorder text become blanks. */
export function printable(text: string, most = 120): string {
  const line = text
    .slice(0, most * 4)
    .replace(/[\p{Cc}\p{Cs}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

/** The first character and how many follow: `a…(8)`. */
export const redacted = (password: string): string =>
  password === '' ? 'no password' : `${printable(password.slice(0, 1))}…(${password.length - 1})`;

/** Name and version of a `Name/1.2` or `Name_1.2` or `Name 1.2` that a banner begins with. */
export function productOf(text: string): { readonly product: string | null; readonly version: string | null } {
  const match = /^([A-Za-z][A-Za-z0-9.+-]{1,40})(?:[/_ -]v?(\d[\w.+-]{0,30}))?/.exec(text.trim());
  return { product: match?.[1] ?? null, version: match?.[2] ?? null };
}
