import { findHistory, scanHistory } from '../adapters/register/folder-view.ts';
import { isAddress, openReader } from '../adapters/register/open-reader.ts';
import { readHead } from '../adapters/register/read-log.ts';
import { canonicalJson } from '../foundation/canonical-json.ts';
import { UserError } from '../foundation/user-error.ts';
import { certificateNumber } from '../model/certificate-number.ts';
import type { LabelHistory, PlacedEntry } from '../register/label-history.ts';
import { safeText } from '../reports/terminal/wrap-text.ts';
import { exitCodes } from './exit-codes.ts';
import { registerPolicy } from './register-policy.ts';

type ShowFlags = { readonly at: string; readonly key: string; readonly json?: true | undefined };

/** `iqs register show NUMBER`. A number that was never issued is said so, and is a failed check. */
export async function registerShowCommand(number: string, flags: ShowFlags): Promise<number> {
  const history = await historyAt(number, flags);
  process.stdout.write(flags.json ? canonicalJson(history) : `${linesOf(history).map(safeText).join('\n')}\n`);
  return history.standing === null || history.faults.length > 0 ? exitCodes.checkFailed : exitCodes.done;
}

/** By the index in a folder, which is the reader's own; by reading and verifying the whole log elsewhere. */
export async function historyAt(number: string, { at, key }: Pick<ShowFlags, 'at' | 'key'>): Promise<LabelHistory> {
  if (certificateNumber(number) === null)
    throw new UserError('USAGE', 'no certificate number', number, 'give one such as IQS-TRAIN-0000042');
  const reader = openReader(at);
  const head = await readHead(reader, await registerPolicy({ key }), at);
  return isAddress(at) ? scanHistory(reader, head, number) : findHistory(at, reader, head, number);
}

function linesOf({ number, standing, claims, component, events, faults }: LabelHistory): readonly string[] {
  if (standing === null) return [`${number}  never issued`];
  const what = claims === null ? component?.name : `${claims.product.name}, ${claims.product.maker}`;
  const letter = standing.letter === null ? '' : `  letter ${standing.letter}`;
  return [
    `${number}  ${standing.state}${letter}  ${what ?? ''}`,
    ...events.map(({ index, entry }) => `  ${index}  ${entry.at}  ${entry.event}${because(entry)}`),
    ...faults.map(({ index, code }) => `  ${index}  ${code}: was not allowed and changes nothing`),
  ];
}

const because = (entry: PlacedEntry['entry']): string => ('reason' in entry ? `: ${entry.reason}` : '');
