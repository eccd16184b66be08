import type { Catalogue } from '../../model/catalogue.ts';
import { languagesOf } from '../catalogue/languages-of.ts';
import type { Config } from '../config/config.ts';
import type { Database } from '../database/database.ts';
import { writeLetter } from '../mail/write-letter.ts';
import { journalAudit } from '../sign-in/journal-audit.ts';
import { openSignIn, type SignIn } from '../sign-in/open-sign-in.ts';
import type { Mail } from '../sign-in/sign-in-config.ts';
import { productName } from './product-name.ts';

type Given = {
  readonly config: Config;
  readonly database: Database;
  readonly secret: string;
  readonly mail: Mail;
  readonly catalogue: Catalogue;
};

/** Sign-in as the configuration says, for the server and for commands at the machine itself. Refused: `SECRET_WEAK`, `BASE_URL_INVALID`. */
export const configuredSignIn = ({ config, database, secret, mail, catalogue }: Given): SignIn =>
  openSignIn(database.db, {
    baseUrl: config.baseUrl,
    secret,
    productName,
    mail,
    write: writeLetter(languagesOf(catalogue), productName),
    audit: journalAudit(database),
    knownPasswords: catalogue.tables.knownLogins.map(({ password }) => password),
    internalIssuers: config.identity.internalIssuers,
    idleMinutes: config.session.idleMinutes,
    longestHours: config.session.longestHours,
    withoutSecondFactor: config.session.makersSecondFactor ? [] : ['maker'],
    attemptsPerAddress: config.limits.attemptsPerAddress,
  });
