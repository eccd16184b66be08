import type { SeenCase } from '../adapters/programme/desk.ts';
import { canonicalJson } from '../foundation/canonical-json.ts';
import { safeText } from '../reports/terminal/wrap-text.ts';
import { apiClient, type ServerFlags } from './api-client.ts';
import { exitCodes } from './exit-codes.ts';

/** `iqs case show ID`. */
export async function caseShowCommand(id: string, flags: ServerFlags & { readonly json?: true | undefined }): Promise<number> {
  const { body } = await apiClient(flags).call<Omit<SeenCase, 'names'>>('GET', `/cases/${encodeURIComponent(id)}`);
  const { case: of, allowed, clocks } = body;
  const latest = of.assessments.at(-1);
  const lines = [
    `${of.id}  ${of.state} since ${of.since}, version ${of.version}`,
    `product: ${of.description?.product.name ?? '-'}`,
    `latest assessment: ${latest === undefined ? '-' : `${latest.letter ?? 'not rated'} (${latest.purpose}, ${latest.at})`}`,
    `certificate: ${of.certificate === null ? '-' : `${of.certificate.number}, ${of.certificate.letter}, until ${of.certificate.validUntil}`}`,
    ...clocks.map(({ kind, whose, due }) => `due ${due}: ${kind} (${whose})`),
    `you may: ${allowed.join(', ') || '-'}`,
  ];
  process.stdout.write(flags.json ? canonicalJson(body) : lines.map((line) => `${safeText(line)}\n`).join(''));
  return exitCodes.done;
}
