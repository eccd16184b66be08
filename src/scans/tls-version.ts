const names: Readonly<Record<string, string>> = {
  '2': 'SSL2',
  '2.0': 'SSL2',
  '3': 'SSL3',
  '3.0': 'SSL3',
};
const tls: Readonly<Record<string, string>> = {
  '1': 'TLS1.0',
  '1.0': 'TLS1.0',
  '1.1': 'TLS1.1',
  '1.2': 'TLS1.2',
  '1.3': 'TLS1.3',
};

/** `SSLv3`, `TLSv1.2`, `TLS1_1`, `TLS_1_0`, `tls1_3`, `TLS 1.2`, `ssl_2_0` as the house spells versions; null for anything else. */
export function tlsVersion(text: string): string | null {
  const match = /^(ssl|tls|dtls)[ _]?v?[ _]?([0-9](?:[._][0-9])?)$/i.exec(text.trim());
  const [, family, digits] = match ?? [];
  if (family === undefined || digits === undefined) return null;
  const number = digits.replace('_', '.');
  if (family.toLowerCase() === 'ssl') return names[number] ?? null;
  const version = tls[number];
  return version === undefined ? null : family.toLowerCase() === 'dtls' ? `D${version}` : version;
}
