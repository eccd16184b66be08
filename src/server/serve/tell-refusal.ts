/** What the server itself refuses, before any part has seen it. For who looks into it: a code and nothing of the request. */
const refusals = {
  HOST_MISSING: [400, 'the request names no host, or two'],
  HOST_UNKNOWN: [421, 'this server has another name'],
  METHOD_UNKNOWN: [405, 'this server has no such method'],
  BODY_TOO_LARGE: [413, 'the body is too large'],
  LENGTH_REQUIRED: [411, 'the body needs a Content-Length'],
  RATE_LIMITED: [429, 'too many requests; wait as Retry-After says'],
  NOT_FOUND: [404, 'there is nothing here'],
  INTERNAL: [500, 'something went wrong on our side; it has been noted'],
} as const satisfies Readonly<Record<string, readonly [number, string]>>;

export type ServerRefusal = keyof typeof refusals;

/** As a problem (RFC 9457), which says it to programs and people alike. */
export function tellRefusal(code: ServerRefusal, headers: Readonly<Record<string, string>> = {}): Response {
  const [status, title] = refusals[code];
  return new Response(`${JSON.stringify({ type: `urn:iqs:problem:${code}`, title, status, code })}\n`, {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  });
}
