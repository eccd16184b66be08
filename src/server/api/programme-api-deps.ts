import type { ApiAccess } from '../../adapters/programme/api-access.ts';
import type { ApiTokens } from '../../adapters/programme/api-tokens.ts';
import type { Caller } from '../../adapters/programme/caller.ts';
import type { Desk } from '../../adapters/programme/desk.ts';
import type { EvidenceUploads } from '../../adapters/programme/evidence-uploads.ts';
import type { Matters } from '../../adapters/programme/matters.ts';
import type { OrganisationKeeping } from '../../adapters/programme/organisation-keeping.ts';
import type { RegisterView } from '../../adapters/programme/register-view.ts';
import type { RequestLedger } from '../../adapters/programme/request-ledger.ts';
import type { SurveillanceTools } from '../../adapters/programme/surveillance-tools.ts';
import type { Webhooks } from '../../adapters/programme/webhooks.ts';
import type { Catalogue } from '../../model/catalogue.ts';

/** What the API stands on. Whoever composes a server gives it. */
export type ProgrammeApiDeps = {
  readonly desk: Desk;
  /** Texts of problems. */
  readonly catalogue: Pick<Catalogue, 'messages'>;
  /** The programme's version, for the document. */
  readonly version: string;
  /** Where the server is reached, e.g. `https://programme.example`. */
  readonly origin: string;
  /** Null: no such token, or it has run out. */
  readonly callerOf: (token: string) => Promise<Caller | null>;
  /** Counts a request of `who`. Seconds to wait; null: go on. */
  readonly limit: (who: string) => Promise<number | null>;
  /** Where a request without a token comes from, as the server in front tells it. */
  readonly addressOf: (request: Request) => string;
  readonly requests: RequestLedger;
  readonly uploads: EvidenceUploads;
  /**
   * What is kept of a signature that is what it says: the passkey's assertion is over the document and of a key of this person, or `assertion` holds the code that this person's authenticator application
   * shows. Null: it is not. Threat: a stolen token that signs decisions.
   */
  readonly presenceOf: ApiAccess['presenceOf'];
  /** How far the assessment of a case has come, in parts of `total`; null: nothing runs, or nothing is known. */
  readonly progress: (caseId: string) => Promise<{ readonly done: number; readonly total: number; readonly note: string } | null>;
  readonly tokens: ApiTokens;
  readonly keeping: OrganisationKeeping;
  readonly webhooks: Webhooks;
  readonly matters: Matters;
  readonly surveillance: SurveillanceTools;
  readonly register: RegisterView;
  /** Milliseconds between two looks at a running assessment. */
  readonly pollMs: number;
  /** Told of what went wrong on our side. */
  readonly report: (error: unknown) => void;
};
