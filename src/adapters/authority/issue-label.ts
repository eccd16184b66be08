import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { TrustedIssuer } from '../../credential/trust-list.ts';
import { base64url, fromBase64url } from '../../foundation/base64url.ts';
import { compactJson } from '../../foundation/compact-json.ts';
import { UserError } from '../../foundation/user-error.ts';
import type { Drawing } from '../../issuance/draw-artwork.ts';
import type { IssueRequest } from '../../issuance/issue-request.ts';
import type { LabelToSign } from '../../issuance/label-to-sign.ts';
import { type Linted, lintPrepared } from '../../issuance/lint-prepared.ts';
import { prepareLabel } from '../../issuance/prepare-label.ts';
import type { SignedLabel } from '../../issuance/sign-label.ts';
import { signLinted } from '../../issuance/sign-linted.ts';
import { numberOf } from '../../model/certificate-number.ts';
import type { LabelClaims } from '../../model/label-claims.ts';
import { rank } from '../../model/letter.ts';
import type { Signer } from '../../model/signer.ts';
import type { LabelHistory } from '../../register/label-history.ts';
import { nodePlatform } from '../node-platform.ts';
import { appendEntries, type Proposal } from '../register/append-entries.ts';
import { folderReader } from '../register/folder-reader.ts';
import { findHistory } from '../register/folder-view.ts';
import { readHead } from '../register/read-log.ts';
import { type Authority, currentSigner, issuerOf, logSigner } from './authority.ts';
import { JobFolder } from './job-folder.ts';
import { publishLabel } from './publish-label.ts';
import { readCompromises } from './read-compromises.ts';
import { reserveSerial } from './serials.ts';
import { signOnce } from './sign-once.ts';
import { throwAwaySigner } from './throw-away-signer.ts';

/** In their order; a process may be killed between any two, and within each. */
export const issueSteps = [
  'requested',
  'numbered',
  'prepared',
  'linted',
  'stored',
  'token',
  'token-used',
  'signed',
  'registered',
  'published',
  'done',
] as const;
export type IssueStep = (typeof issueSteps)[number];

export type IssueOptions = {
  readonly drawing: Drawing;
  /** Told after each step. */
  readonly onStep?: (step: IssueStep) => void;
  /** In place of the authority's newest key, for who watches what is signed. */
  readonly signer?: Signer;
  /** Of who asks again after being killed: what the first request with this name said stands. Where left out, the same request is the same label. */
  readonly job?: string;
  /** RFC 3339 in UTC, whole seconds: when the entry is dated. The clock's where left out. */
  readonly now?: () => string;
};

export type IssuedLabel = { readonly claims: LabelClaims; readonly signed: SignedLabel; readonly folder: string };

/** With the thumbprint of the key that signed: the newest may be another by now. */
type SignedByKey = SignedLabel & { readonly kid: string };

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Issues the label that a request asks for: prepare, lint, store, token, sign, append, publish (5-label-and-register, Issuance). The same request again goes on from
 * where the last attempt ended, under the same number. Refused: `ISSUE_LINT` with what the rules say, and what `claimsOf` refuses.
 */
export async function issueLabel(
  authority: Authority,
  request: IssueRequest,
  { drawing, onStep, signer: given, job: name, now }: IssueOptions,
): Promise<IssuedLabel> {
  const { issuedAt: _, ...fixed } = request;
  const id = sha256(name === undefined ? compactJson(fixed) : `job ${name}`).slice(0, 32);
  const job = new JobFolder(join(authority.folder, 'jobs', id));
  // The first attempt's instant stands, so that every later one makes the same claims.
  if (!job.has('request.json')) job.write('request.json', await withTerm(authority, request));
  const first = job.read('request.json') as IssueRequest;
  onStep?.('requested');
  const number = first.replaces?.number ?? numberOf(authority.file.body, reserveSerial(join(authority.folder, 'serials'), id));
  if (first.replaces !== null && !job.has('signed.json')) await mustBeReducible(authority, first);
  onStep?.('numbered');
  const signer = given ?? (await currentSigner(authority));
  const issuer = await issuerOf(authority, await readCompromises(authority));
  const { linted, claims } = await lintedLabel(first, number, issuer, signer.kid, drawing, onStep);
  const signed = await signedLabel(job, linted, issuer, signer, onStep);
  await register(authority, { request: first, claims, issuer, signed }, now);
  onStep?.('registered');
  const folder = await publishLabel(authority, claims, issuer, signed, drawing);
  onStep?.('published');
  job.write('done.json', { number });
  onStep?.('done');
  return { claims, signed, folder };
}

async function lintedLabel(
  request: IssueRequest,
  number: string,
  issuer: TrustedIssuer,
  kid: string,
  drawing: Drawing,
  onStep: IssueOptions['onStep'],
): Promise<{ readonly linted: Linted; readonly claims: LabelClaims }> {
  const prepared = await prepareLabel(request, number, {
    issuer,
    kid,
    throwAway: await throwAwaySigner(),
    platform: nodePlatform,
    drawing,
  });
  onStep?.('prepared');
  const linted = await lintPrepared(prepared);
  if (linted.outcome === 'objected')
    throw new UserError('ISSUE_LINT', linted.faults.join('; '), number, 'nothing was signed; mend what the rules say and ask again');
  onStep?.('linted');
  return { linted, claims: prepared.claims };
}

/** A lower letter does not prolong a term: it ends when the label it takes the place of would have. */
async function withTerm(authority: Authority, request: IssueRequest): Promise<IssueRequest> {
  const { replaces } = request;
  if (replaces === null) return request;
  const { claims } = await historyOf(authority, replaces.number);
  return { ...request, replaces: { ...replaces, until: claims?.validUntil } };
}

async function historyOf(authority: Authority, number: string): Promise<LabelHistory> {
  const reader = folderReader(authority.register);
  const head = await readHead(reader, { logKey: (await logSigner(authority)).key, witnesses: [], quorum: 0 }, authority.register);
  return findHistory(authority.register, reader, head, number);
}

/** Before anything is signed: the label stands, is of this product, and has a better letter than the one decided. */
async function mustBeReducible(authority: Authority, { replaces, decision, assessment }: IssueRequest): Promise<void> {
  const number = replaces?.number ?? '';
  const { standing, claims } = await historyOf(authority, number);
  const isOpen = standing?.state === 'in-force' || standing?.state === 'suspended';
  const isLower = standing !== null && standing.letter !== null && rank(decision.letter) < rank(standing.letter);
  if (isOpen && isLower && claims?.product.name === assessment.product.name) return;
  const stands = standing === null ? 'it was never issued' : `it is ${standing.state} with ${standing.letter ?? 'no letter'}`;
  throw new UserError('NOT_REDUCIBLE', stands, number, 'give a label of this product, in force or suspended, and a lower letter');
}

async function signedLabel(
  job: JobFolder,
  linted: Linted,
  issuer: TrustedIssuer,
  signer: Signer,
  onStep: IssueOptions['onStep'],
): Promise<SignedByKey> {
  const content = readable(linted.toSign);
  const kept = await signOnce(
    job,
    { subject: sha256(compactJson(content)), content: { ...content, rules: linted.rules } },
    async (token) => {
      const signed = await signLinted(linted, token, issuer.codePrefix, signer);
      return { ...signed, kid: signer.kid, statement: base64url(signed.statement) };
    },
    onStep,
  );
  return { ...kept, statement: fromBase64url(kept.statement) };
}

const readable = ({ kid, credential, printedHeader, printedPayload }: LabelToSign): Readonly<Record<string, string>> => ({
  kid,
  credential,
  printedHeader: base64url(printedHeader),
  printedPayload: base64url(printedPayload),
});

type ToRegister = {
  readonly request: IssueRequest;
  readonly claims: LabelClaims;
  readonly issuer: TrustedIssuer;
  readonly signed: SignedByKey;
};

/** Once, whatever happened before: the log itself is asked, under its lock. */
async function register(
  authority: Authority,
  { request: { replaces }, claims, issuer, signed }: ToRegister,
  now: IssueOptions['now'],
): Promise<void> {
  const { number } = claims;
  const statement = { number, claims, credential: sha256(signed.credential), printed: sha256(signed.statement), kid: signed.kid };
  const missing: Proposal = async ({ history }) => {
    const { standing, signed: newest } = await history(number);
    if (replaces === null) return standing === null ? [{ event: 'issued', issuer: issuer.id, ...statement }] : [];
    return newest?.credential === statement.credential ? [] : [{ event: 'reduced', reason: replaces.reason, ...statement }];
  };
  await appendEntries(authority.register, await logSigner(authority), missing, now === undefined ? {} : { now });
}
