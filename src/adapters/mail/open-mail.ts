import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { UserError } from '../../foundation/user-error.ts';
import type { MailMessage } from '../sign-in/sign-in-config.ts';

/** Where messages go: to a mail server, or each into a file of a folder, for the sample programme and for development. */
export type MailConfig = {
  /** As mail programs show it: `IQS programme <programme@iqs.example>`. */
  readonly from: string;
} & (
  | {
      readonly kind: 'smtp';
      readonly host: string;
      readonly port: number;
      /** TLS from the first byte (RFC 8314); else it begins in the clear and has to change to TLS. */
      readonly isTls: boolean;
      /** Null: the server knows us by our address. */
      readonly account: { readonly user: string; readonly password: string } | null;
    }
  | { readonly kind: 'folder'; readonly folder: string }
);

/** Resolves with the file that a message was written to; null: it went to a mail server. */
export type PlacedMail = { readonly send: (message: MailMessage) => Promise<string | null> };

const patienceMs = 15_000;
/**
 * Sends messages. `failed` is told of what did not go out: whoever asked is told nothing, so that no answer says who has an account. Refused: `MAIL_FROM_INVALID`.
 * A server that offers no TLS is not spoken to, unless it is on this machine.
 */
export function openMail(config: MailConfig, failed: (error: unknown) => void): PlacedMail {
  if (!/@[^\s@>]+>?$/.test(config.from) || /[\r\n]/.test(config.from))
    throw new UserError('MAIL_FROM_INVALID', 'no address that mail can come from', config.from, 'give one, as Name <name@host.example>');
  const send = config.kind === 'smtp' ? overSmtp(config) : intoFolder(config);
  return {
    send: async (message) => {
      try {
        return await send(message);
      } catch (error) {
        failed(error);
        throw error;
      }
    },
  };
}

type Send = PlacedMail['send'];

function overSmtp({ host, port, isTls, account, from }: Extract<MailConfig, { readonly kind: 'smtp' }>): Send {
  const isHere = isLoopback(host);
  const transport = createTransport({
    host,
    port,
    secure: isTls,
    requireTLS: !isHere,
    // A certificate for localhost is nobody's to check.
    ignoreTLS: isHere,
    ...(account === null ? {} : { auth: { user: account.user, pass: account.password } }),
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async ({ to, subject, text }) => {
    // No answer is awaited by anybody (RFC 3834, 5).
    await transport.sendMail({ from, to: { name: '', address: to }, subject, text, headers: { 'Auto-Submitted': 'auto-generated' } });
    return null;
  };
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);

/** A file for its owner alone: the links open accounts. The name sorts by time. */
function intoFolder({ folder, from }: Extract<MailConfig, { readonly kind: 'folder' }>): Send {
  return async (message) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const at = new Date().toISOString();
    const name = `${at.replace(/[:.]/g, '-')}-${randomBytes(4).toString('hex')}.txt`;
    const file = join(folder, name);
    await writeFile(file, letterOf(message, from, at), { flag: 'wx', mode: 0o600 });
    return file;
  };
}

const letterOf = ({ to, subject, text }: MailMessage, from: string, at: string): string =>
  `${[`From: ${from}`, `To: ${to}`, `Date: ${at}`, `Subject: ${subject}`].map((line) => line.replace(/[\r\n]+/g, ' ')).join('\n')}\n\n${text}\n`;
