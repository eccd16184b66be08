import { UserError } from '../../foundation/user-error.ts';
import type { MailConfig } from './open-mail.ts';

type Smtp = Extract<MailConfig, { readonly kind: 'smtp' }>;

const ports: Readonly<Record<string, number>> = { 'smtps:': 465, 'smtp:': 587 };

/** A mail server by its address: `smtps://user:password@host:465`, or `smtp://host:587`, which changes to TLS. Refused: `SMTP_URL_INVALID`, without the address, which holds a password. */
export function smtpAt(address: string, from: string): Smtp {
  const url = URL.canParse(address) ? new URL(address) : null;
  const usual = url === null ? undefined : ports[url.protocol];
  if (url === null || usual === undefined || url.hostname === '')
    throw new UserError('SMTP_URL_INVALID', 'no address of a mail server', 'mail', 'give smtps://user:password@host:465');
  const account = url.username === '' ? null : { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
  return {
    kind: 'smtp',
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? usual : Number(url.port),
    isTls: url.protocol === 'smtps:',
    account,
    from,
  };
}
