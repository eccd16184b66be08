import type { Desk, Seat } from '../../adapters/programme/desk.ts';
import type { Matters } from '../../adapters/programme/matters.ts';
import type { OrganisationKeeping } from '../../adapters/programme/organisation-keeping.ts';
import type { SurveillanceTools } from '../../adapters/programme/surveillance-tools.ts';
import type { Messages } from '../../model/message.ts';
import type { Scheme } from '../../model/scheme.ts';
import type { ProgrammeSettings } from '../../programme/programme-settings.ts';
import type { OrganisationPort } from './organisation-port.ts';
import type { SignInPort } from './sign-in-port.ts';
import type { UploadPort } from './upload-port.ts';

/** Pieces of evidence that are read, of all; `note`: the one it is at. */
type Progress = { readonly done: number; readonly total: number; readonly note: string };

/** What the portal is put together from; each is somebody else's. */
export type PortalDeps = {
  readonly desk: Desk;
  readonly signIn: SignInPort;
  readonly uploads: UploadPort;
  readonly organisations: OrganisationPort;
  readonly keeping: OrganisationKeeping;
  /** Whether makers make their own organisation here. */
  readonly joins: boolean;
  readonly schemes: readonly Scheme[];
  /** Probe id → the question in English. */
  readonly questions: Readonly<Record<string, string>>;
  readonly settings: ProgrammeSettings;
  /** The agreement in force; its text in the language of the page where there is one. */
  readonly agreement: { readonly version: string; readonly text: (language: string) => string };
  /** Hash of each event of a case's chain, hex, in order. */
  readonly chain: (seat: Seat, id: string) => Promise<readonly string[]>;
  /** How far the running assessment of a case is; null: nothing runs, or nothing is known yet. */
  readonly progress: (caseId: string) => Promise<Progress | null>;
  readonly matters: Matters;
  readonly surveillance: SurveillanceTools;
  /** English first. */
  readonly languages: readonly Messages[];
  /** `https://host[:port]`: what a form must come from. */
  readonly origin: string;
  readonly name: string;
  /** Where a request comes from, as the server in front tells it: never from a header that a client can set. */
  readonly addressOf: (request: Request) => string;
  /** The built islands (src/web/portal); null: the pages work without. */
  readonly script: string | null;
  /** Told of what broke, for the log. */
  readonly failed: (error: unknown) => void;
  /** RFC 3339 instant in UTC, whole seconds. */
  readonly now: () => string;
};
