/** SHA-256 in lower-case hexadecimal: safe as a file's name. */
export const isDigest = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);
