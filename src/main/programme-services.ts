import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { openAuthority } from '../adapters/authority/authority.ts';
import { languagesOf } from '../adapters/catalogue/languages-of.ts';
import { loadCatalogue } from '../adapters/catalogue/load-catalogue.ts';
import { configuredMail } from '../adapters/config/configured-mail.ts';
import { dataFolders } from '../adapters/config/data-folders.ts';
import type { Uploads } from '../adapters/evidence-store/uploads.ts';
import { openUploads } from '../adapters/evidence-store/uploads.ts';
import { inspectPool } from '../adapters/inspect/inspect-pool.ts';
import { inspectionMemo } from '../adapters/inspect/inspection-memo.ts';
import { configuredSignIn } from '../adapters/programme/configured-sign-in.ts';
import type { Directory } from '../adapters/programme/directory.ts';
import type { EvidenceUploads } from '../adapters/programme/evidence-uploads.ts';
import { onCaseChange } from '../adapters/programme/on-case-change.ts';
import { openDesk } from '../adapters/programme/open-desk.ts';
import { openDirectory } from '../adapters/programme/open-directory.ts';
import { openEvidenceUploads } from '../adapters/programme/open-evidence-uploads.ts';
import type { SignIn } from '../adapters/sign-in/open-sign-in.ts';
import type { Mail } from '../adapters/sign-in/sign-in-config.ts';
import { UserError } from '../foundation/user-error.ts';
import type { Messages } from '../model/message.ts';
import { text } from '../model/message.ts';
import type { Programme } from '../worker/programme.ts';
import type { OpenProgramme } from './open-programme.ts';

/** Everything of a programme that pages, API and worker share. */
export type ProgrammeServices = {
  readonly programme: Programme;
  readonly directory: Directory;
  readonly signIn: SignIn;
  readonly mail: Mail;
  readonly uploads: EvidenceUploads;
  /** Bytes that are on their way. */
  readonly incoming: Uploads;
  /** English first. */
  readonly languages: readonly Messages[];
  readonly agreement: { readonly version: string; readonly text: (language: string) => string };
};

/** Pieces of evidence whose reading is kept, for the next assessment of the same case. */
const mostKept = 64;

const clock = (): string => `${new Date().toISOString().slice(0, 19)}Z`;

/** `now`: another clock, for the history of a sample programme. */
export async function programmeServices(open: OpenProgramme, now: () => string = clock): Promise<ProgrammeServices> {
  const { config, database, queue, store } = open;
  const catalogue = await loadCatalogue();
  const languages = languagesOf(catalogue);
  const folders = dataFolders(config);
  const incoming = openUploads(folders.uploads, store, { maxBytes: config.uploads.maxBytes });
  const uploads = openEvidenceUploads({ database, uploads: incoming, store, now });
  const directory = openDirectory(database, now);
  const desk = openDesk({
    database,
    queue,
    directory,
    store,
    settings: config.programme,
    agreement: config.agreement.version,
    holds: (id, sha256, bytes) => uploads.holds(id, sha256, bytes),
    now,
    onChange: onCaseChange(queue),
  });
  const mail = configuredMail(config, (error) => open.log.error('a message was not sent', { error }));
  const signIn = configuredSignIn({ config, database, secret: open.sessionSecret, mail, catalogue });
  const authority = authorityIn(folders.authority);
  const programme: Programme = {
    database,
    desk,
    store,
    catalogue,
    settings: config.programme,
    authority,
    memo: inspectionMemo(mostKept),
    pool: inspectPool(config.worker.concurrency),
    now,
  };
  return { programme, directory, signIn, mail, uploads, incoming, languages, agreement: agreementOf(open, languages) };
}

/** Null: this machine has none. One that is there and cannot be read is refused as `AUTHORITY_INVALID`. */
function authorityIn(folder: string): Programme['authority'] {
  try {
    return openAuthority(folder);
  } catch (error) {
    if (error instanceof UserError && error.code === 'AUTHORITY_MISSING') return null;
    throw error;
  }
}

function agreementOf({ config: { agreement, folder } }: OpenProgramme, languages: readonly Messages[]): ProgrammeServices['agreement'] {
  const own = agreement.file === null ? null : readFileSync(resolve(folder, agreement.file), 'utf8');
  const textIn = (language: string): string => {
    const messages = languages.find((each) => each.language === language) ?? languages[0];
    return messages === undefined ? '' : text(messages, 'programme.agreement');
  };
  return { version: agreement.version, text: (language) => own ?? textIn(language) };
}
