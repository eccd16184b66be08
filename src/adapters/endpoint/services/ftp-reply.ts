import type { Connection, Received } from '../connection.ts';

/** Whole reply of the FTP and SMTP kind (RFC 959, 4.2): up to the line that starts with three digits and a blank. */
export function readReply(connection: Connection, ms: number): Promise<Received> {
  return connection.read((bytes) => {
    const text = bytes.toString('latin1');
    const last = /^\d{3} [^\n]*\n/m.exec(text);
    return last ? last.index + last[0].length : 0;
  }, ms);
}

/** The three digits of a reply's last line; 0 where it has none. */
export const replyCode = ({ bytes }: Received): number => Number(/^(\d{3}) /m.exec(bytes.toString('latin1'))?.[1] ?? 0);
