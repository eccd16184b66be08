const year = 31_536_000;

/** Where a part said nothing of it: nothing is run, framed or guessed. HSTS is by how the server is reached, whatever a part thought. */
export function secureAnswer(headers: Headers, isHttps: boolean): void {
  const where = (name: string, value: string): void => {
    if (!headers.has(name)) headers.set(name, value);
  };
  where('content-security-policy', "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
  where('x-content-type-options', 'nosniff');
  where('x-frame-options', 'DENY');
  where('referrer-policy', 'same-origin');
  where('cross-origin-opener-policy', 'same-origin');
  if (isHttps) headers.set('strict-transport-security', `max-age=${2 * year}; includeSubDomains`);
  else headers.delete('strict-transport-security');
}
