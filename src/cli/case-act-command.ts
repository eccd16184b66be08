import { readFileSync } from 'node:fs';
import { canonicalJson } from '../foundation/canonical-json.ts';
import { UserError } from '../foundation/user-error.ts';
import { safeText } from '../reports/terminal/wrap-text.ts';
import { apiClient, type ServerFlags } from './api-client.ts';
import { exitCodes } from './exit-codes.ts';

export type CaseActFlags = ServerFlags & {
  readonly input?: string | undefined;
  readonly words?: string | undefined;
  readonly reason?: string | undefined;
  readonly version?: string | undefined;
  readonly json?: true | undefined;
};

/** `iqs case act ID ACTION`: `--words` and `--reason` stand beside, or over, what `--input` says. */
export async function caseActCommand(id: string, action: string, flags: CaseActFlags): Promise<number> {
  const { input, words, reason, version } = flags;
  if (version !== undefined && !/^\d{1,9}$/.test(version))
    throw new UserError('USAGE', 'no version', '--version', 'give the number that iqs case show prints');
  const json = { ...readInput(input), ...(words === undefined ? {} : { words }), ...(reason === undefined ? {} : { reason }) };
  const path = `/cases/${encodeURIComponent(id)}/actions/${encodeURIComponent(action)}`;
  const call = { json, version: version === undefined ? undefined : Number(version) };
  const { body } = await apiClient(flags).call<{ readonly id: string; readonly version: number; readonly state: string }>(
    'POST',
    path,
    call,
  );
  process.stdout.write(flags.json ? canonicalJson(body) : `${safeText(`${body.id}  ${body.state}, version ${body.version}`)}\n`);
  return exitCodes.done;
}

function readInput(file: string | undefined): object {
  if (file === undefined) return {};
  try {
    return JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8')) as object;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UserError('USAGE', 'no JSON', file, 'give a JSON object, as the act takes it: /api/v1/openapi.json');
  }
}
