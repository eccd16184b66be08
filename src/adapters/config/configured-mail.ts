import { openMail, type PlacedMail } from '../mail/open-mail.ts';
import { smtpAt } from '../mail/smtp-at.ts';
import type { Config } from './config.ts';
import { dataFolders } from './data-folders.ts';

/** The mail server that is configured, or else the folder. `failed`: told of what did not go out. Refused: `MAIL_FROM_INVALID`, `SMTP_URL_INVALID`. */
export function configuredMail(config: Config, failed: (error: unknown) => void): PlacedMail {
  const { smtpUrl, from } = config.mail;
  return openMail(smtpUrl === null ? { kind: 'folder', folder: dataFolders(config).mail, from } : smtpAt(smtpUrl, from), failed);
}
