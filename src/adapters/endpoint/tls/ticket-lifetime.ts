import { derElement } from '../../der.ts';

/** In OpenSSL's SSL_SESSION (i2d_SSL_SESSION(3)) the lifetime hint has the context tag 9, an INTEGER inside. */
const hintTag = 0xa9;
/** Newer releases of the platform put the peer's name, behind its length in two bytes, before the session. */
const envelope = Buffer.from('\0nodejs:tls:session:1\0', 'latin1');

/** The lifetime a server gave its ticket, in seconds, out of a session as the platform hands it out; null where it has none. */
export function ticketLifetime(session: Uint8Array): number | null {
  const whole = derElement(session, startOf(session));
  let field = whole === undefined ? undefined : derElement(session, whole.start);
  for (; field !== undefined && field.tag !== hintTag; field = derElement(session, field.end))
    if (field.end >= (whole?.end ?? 0)) return null;
  const value = field === undefined ? undefined : derElement(session, field.start);
  if (value === undefined || value.end - value.start > 6) return null;
  return session.subarray(value.start, value.end).reduce((sum, byte) => sum * 256 + byte, 0);
}

function startOf(session: Uint8Array): number {
  const name = envelope.length;
  if (!envelope.equals(session.subarray(0, name))) return 0;
  return name + 2 + (session[name] ?? 0) * 256 + (session[name + 1] ?? 0);
}
