import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type LoadedDossier, loadDossier } from '../adapters/dossier/load-dossier.ts';
import { canonicalJson } from '../foundation/canonical-json.ts';
import { UserError } from '../foundation/user-error.ts';
import type { Case, CaseAssessment } from '../model/case.ts';
import type { Membership } from '../model/organisation.ts';
import { safeText } from '../reports/terminal/wrap-text.ts';
import { type ApiClient, apiClient, type ServerFlags } from './api-client.ts';
import { exitCodes } from './exit-codes.ts';
import { measureFile } from './measure-file.ts';
import { type ProgressLine, progressLine } from './progress-line.ts';
import { uploadFile } from './upload-file.ts';

export type SubmitFlags = ServerFlags & {
  readonly body?: string | undefined;
  readonly scheme: string;
  readonly laboratory?: string | undefined;
  readonly submit?: true | undefined;
  readonly agreement?: string | undefined;
  readonly earlierRefusals?: string | undefined;
  readonly json?: true | undefined;
};

/** Which case a dossier became, beside product.yaml: run again, it goes on. */
const memo = 'iqs-case.json';
/** Between two looks at a preview: soon at first, then at leisure. */
const pollMs = { first: 100, longest: 2000 } as const;

/** `iqs submit DOSSIER`: a case as the dossier says, its evidence, a preview, and, if asked for, the submission. Run again it does what is missing or has changed. */
export async function submitCommand(folder: string, flags: SubmitFlags): Promise<number> {
  if (flags.submit && (flags.agreement === undefined || flags.earlierRefusals === undefined))
    throw new UserError('USAGE', '--submit without what it declares', 'iqs submit', 'give --agreement and --earlier-refusals');
  const dossier = loadDossier(folder);
  const api = apiClient(flags);
  const line = progressLine(process.stderr);
  try {
    const id = await caseOf(api, folder, flags);
    const isChanged = await fill(api, id, dossier, flags, line);
    const assessment = await preview(api, id, isChanged, line);
    if (flags.submit) await act(api, id, 'submit', { agreement: flags.agreement, earlierRefusals: flags.earlierRefusals });
    const { state } = await read(api, id);
    const address = `${api.server}/cases/${id}`;
    const { letter, interval } = assessment;
    const lines = [`${letter ?? 'not rated'} (${interval.atLeast} to ${interval.atMost})`, `${state}: ${address}`];
    process.stdout.write(
      flags.json ? canonicalJson({ case: id, state, address, assessment }) : lines.map((each) => `${safeText(each)}\n`).join(''),
    );
    return exitCodes.done;
  } finally {
    line.clear();
  }
}

const read = async (api: ApiClient, id: string): Promise<Case> =>
  (await api.call<{ readonly case: Case }>('GET', `/cases/${id}`)).body.case;
const act = async (api: ApiClient, id: string, action: string, json: unknown): Promise<void> => {
  await api.call('POST', `/cases/${id}/actions/${action}`, { json });
};

async function caseOf(api: ApiClient, folder: string, { body, scheme, seat }: SubmitFlags): Promise<string> {
  const path = join(folder, memo);
  const kept = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as { readonly server?: string; readonly case?: string }) : {};
  if (kept.server === api.server && kept.case !== undefined) return kept.case;
  const { memberships } = (await api.call<{ readonly memberships: readonly Membership[] }>('GET', '/persons/me')).body;
  const applicant =
    seat?.split('@')[1] ??
    only(
      memberships.filter(({ kind }) => kind === 'maker'),
      'organisation',
      '--seat applicant@ORGANISATION',
    );
  const bodies = (await api.call<{ readonly items: readonly { readonly id: string }[] }>('GET', '/organisations?kind=body')).body.items;
  const json = { applicant, body: body ?? only(bodies, 'id', '--body'), scheme, renews: null };
  const { id } = (await api.call<{ readonly id: string }>('POST', '/cases', { json })).body;
  writeFileSync(path, canonicalJson({ server: api.server, case: id }));
  return id;
}

function only<K extends string>(items: readonly { readonly [Key in K]: string }[], key: K, flag: string): string {
  const [first] = items;
  if (first === undefined || items.length > 1)
    throw new UserError(
      'SUBMIT_CHOICE',
      `${items.length} to choose from`,
      flag,
      `give ${flag}: ${items.map((each) => each[key]).join(', ') || 'there is none'}`,
    );
  return first[key];
}

/** Brings the case to what the dossier says. True: something was different. */
async function fill(
  api: ApiClient,
  id: string,
  { dossier, files }: LoadedDossier,
  { laboratory }: SubmitFlags,
  line: ProgressLine,
): Promise<boolean> {
  const before = await read(api, id);
  const { product, parts, endpoints, thirdParties } = dossier;
  const description = { product, parts, endpoints, thirdParties };
  const statements = dossier.statements.map(({ topic, value, part, adopted }) => ({ topic, value, part, adopted }));
  let changes = 0;
  const change = async (action: string, input: unknown): Promise<void> => {
    await act(api, id, action, input);
    changes++;
  };
  if (canonicalJson(before.description) !== canonicalJson(description)) await change('describe', { description });
  if (canonicalJson(before.statements) !== canonicalJson(statements)) await change('state', { statements });
  const wanted = await Promise.all(
    dossier.evidence.map(async (item, index) => ({ item, file: await measureFile(files[index] as string) })),
  );
  const stays = (kept: Case['evidence'][number]): boolean =>
    wanted.some(({ item, file }) => canonicalJson(factsOf(kept)) === canonicalJson({ ...item, sha256: file.sha256, bytes: file.bytes }));
  for (const kept of before.evidence) if (kept.role === 'applicant' && !stays(kept)) await change('remove-evidence', { file: kept.file });
  for (const { item, file } of wanted) {
    if (before.evidence.some((kept) => kept.file === item.file && stays(kept))) continue;
    await uploadFile(api, id, file, (done, of) => line.show(item.file, done, of));
    await change('add-evidence', { evidence: { ...item, sha256: file.sha256, bytes: file.bytes } });
  }
  if (laboratory !== undefined && laboratory !== before.laboratory) await act(api, id, 'choose-laboratory', { laboratory });
  return changes > 0;
}

const factsOf = ({ by: _by, role: _role, at: _at, ...facts }: Case['evidence'][number]): object => facts;

type Progress = {
  readonly assessing: string | null;
  readonly done: number | null;
  readonly total: number | null;
  readonly note: string | null;
};

/** The preview of the case as it stands; one that was made already is not made again. */
async function preview(api: ApiClient, id: string, isChanged: boolean, line: ProgressLine): Promise<CaseAssessment> {
  const previews = async (): Promise<readonly CaseAssessment[]> =>
    (await read(api, id)).assessments.filter(({ purpose }) => purpose === 'preview');
  const before = await previews();
  const { assessing } = await read(api, id);
  const [last] = before.slice(-1);
  if (assessing === null && !isChanged && last !== undefined) return last;
  if (assessing === null) await act(api, id, 'request-assessment', { purpose: 'preview' });
  for (let wait: number = pollMs.first; ; wait = Math.min(wait * 2, pollMs.longest)) {
    const { body } = await api.call<Progress>('GET', `/cases/${id}/progress`);
    if (body.assessing === null) break;
    line.show(body.note ?? 'assessing', body.done ?? 0, body.total ?? 1);
    await sleep(wait);
  }
  const after = await previews();
  const found = after.at(-1);
  if (found === undefined || after.length === before.length)
    throw new UserError('ASSESSMENT_FAILED', 'the preview came to nothing', id, `see what happened: iqs case events ${id}`);
  return found;
}
