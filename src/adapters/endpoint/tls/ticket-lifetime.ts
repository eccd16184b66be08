import { derElement } from '../../der.ts';

/** In OpenSSL's SSL_SESSION (i2d_SSL_SESSION(3)) the lifetime hint has the context tag 9, an INTEGER inside. */
const hintTag = 0xa9;

/** The lifetime a server gave its ticket, in seconds, out of a session as the platform hands it out; null where it has none. */
export function ticketLifetime(session: Uint8Array): number | null {
  const whole = derElement(session, 0);
  let field = whole === undefined ? undefined : derElement(session, whole.start);
  for (; field !== undefined && field.tag !== hintTag; field = derElement(session, field.end))
    if (field.end >= (whole?.end ?? 0)) return null;
  const value = field === undefined ? undefined : derElement(session, field.start);
  if (value === undefined || value.end - value.start > 6) return null;
  return session.subarray(value.start, value.end).reduce((sum, byte) => sum * 256 + byte, 0);
}
