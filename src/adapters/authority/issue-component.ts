import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { TrustedIssuer } from '../../credential/trust-list.ts';
import { compactJson } from '../../foundation/compact-json.ts';
import { UserError } from '../../foundation/user-error.ts';
import { componentEvent } from '../../issuance/component-event.ts';
import type { ComponentRequest } from '../../issuance/component-request.ts';
import { type LintedComponent, lintComponent } from '../../issuance/lint-component.ts';
import { prepareComponent } from '../../issuance/prepare-component.ts';
import { signComponent } from '../../issuance/sign-component.ts';
import type { SigningToken } from '../../issuance/signing-token.ts';
import { numberOf } from '../../model/certificate-number.ts';
import type { StatementDocument } from '../../model/component-statement.ts';
import type { Scheme } from '../../model/scheme.ts';
import type { Signer } from '../../model/signer.ts';
import { nodePlatform } from '../node-platform.ts';
import { appendEntries } from '../register/append-entries.ts';
import { type Authority, currentSigner, issuerOf, logSigner } from './authority.ts';
import { JobFolder } from './job-folder.ts';
import { placeFolder } from './place-folder.ts';
import { readCompromises } from './read-compromises.ts';
import { reserveSerial } from './serials.ts';
import { signOnce } from './sign-once.ts';
import { throwAwaySigner } from './throw-away-signer.ts';

/** In their order; a process may be killed between any two. */
export const componentSteps = [
  'requested',
  'numbered',
  'linted',
  'stored',
  'token',
  'token-used',
  'signed',
  'registered',
  'published',
] as const;
export type ComponentStep = (typeof componentSteps)[number];

export type ComponentOptions = {
  /** The schemes there are, and the ids of the probes. */
  readonly schemes: readonly Scheme[];
  readonly probes: readonly string[];
  /** Told after each step. */
  readonly onStep?: (step: ComponentStep) => void;
};

export type IssuedComponent = { readonly statement: StatementDocument; readonly credential: string; readonly folder: string };

type Signed = { readonly credential: string; readonly kid: string };

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Issues a component statement as labels are issued: prepare, lint, store, token, sign, append, publish to public/components/NUMBER. The same request again goes on from where
 * the last attempt ended, under the same number. Refused: `ISSUE_LINT` with what the rules say, `STATEMENT_CLOSED` where the number does not hold any more.
 */
export async function issueComponent(authority: Authority, request: ComponentRequest, options: ComponentOptions): Promise<IssuedComponent> {
  const { onStep } = options;
  const id = sha256(`component ${compactJson(request.statement)}`).slice(0, 32);
  const job = new JobFolder(join(authority.folder, 'jobs', id));
  // The first attempt's instant stands, so that every later one makes the same statement.
  if (!job.has('request.json')) job.write('request.json', request);
  const first = job.read('request.json') as ComponentRequest;
  onStep?.('requested');
  const number = numberOf(authority.file.body, reserveSerial(join(authority.folder, 'serials'), id));
  onStep?.('numbered');
  const signer = await currentSigner(authority);
  const issuer = await issuerOf(authority, await readCompromises(authority));
  const linted = await lintedComponent(first, number, { issuer, signer, options });
  onStep?.('linted');
  const { toSign, kid } = linted.prepared;
  const sign = async (token: SigningToken): Promise<Signed> => ({ credential: await signComponent(linted, token, signer), kid });
  const signed = await signOnce(job, { subject: sha256(toSign), content: { credential: toSign, kid } }, sign, onStep);
  await register(authority, linted.prepared.statement, signed, issuer);
  onStep?.('registered');
  const folder = placeFolder(join(authority.publicFolder, 'components'), number, (write) => {
    write('statement.jwt', signed.credential);
    write('statement.json', compactJson(linted.prepared.statement));
  });
  onStep?.('published');
  job.write('done.json', { number });
  return { statement: linted.prepared.statement, credential: signed.credential, folder };
}

type Linting = { readonly issuer: TrustedIssuer; readonly signer: Signer; readonly options: ComponentOptions };

async function lintedComponent(request: ComponentRequest, number: string, { issuer, signer, options }: Linting): Promise<LintedComponent> {
  const { schemes, probes } = options;
  const throwAway = await throwAwaySigner();
  const prepared = await prepareComponent(request, number, { issuer, kid: signer.kid, throwAway, platform: nodePlatform, schemes, probes });
  const linted = await lintComponent(prepared);
  if (linted.outcome === 'linted') return linted;
  throw new UserError('ISSUE_LINT', linted.faults.join('; '), number, 'nothing was signed; mend what the rules say and ask again');
}

/** Once, whatever happened before: the log itself is asked, under its lock. */
async function register(
  authority: Authority,
  statement: StatementDocument,
  { credential, kid }: Signed,
  { id: issuer }: TrustedIssuer,
): Promise<void> {
  const { number } = statement;
  await appendEntries(authority.register, await logSigner(authority), async ({ history }) => {
    const { standing } = await history(number);
    if (standing === null) return [componentEvent(statement, { issuer, kid, credential: sha256(credential) })];
    if (standing.state === 'withdrawn' || standing.state === 'expired')
      throw new UserError(
        'STATEMENT_CLOSED',
        `it is ${standing.state}`,
        number,
        'ask for a statement that says something else, with another end at least',
      );
    return [];
  });
}
