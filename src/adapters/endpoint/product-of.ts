/** Name and version of a `Name/1.2` or `Name_1.2` or `Name 1.2` that a banner begins with. */
export function productOf(text: string): { readonly product: string | null; readonly version: string | null } {
  const match = /^([A-Za-z][A-Za-z0-9.+-]{1,40})(?:[/_ -]v?(\d[\w.+-]{0,30}))?/.exec(text.trim());
  return { product: match?.[1] ?? null, version: match?.[2] ?? null };
}
