/**
 * `Content-Disposition` of a file that somebody brought: saved under its last name, never shown (RFC 6266; the name as RFC 8187 writes it). Nothing of the name can end the
 * header or the parameter; half a surrogate pair becomes U+FFFD.
 */
export function attachmentHeader(file: string): string {
  const name = file.split('/').at(-1) || 'evidence';
  const encoded = encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename*=UTF-8''${encoded}`;
}
