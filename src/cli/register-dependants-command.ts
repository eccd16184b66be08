import { openReader } from '../adapters/register/open-reader.ts';
import { readHead } from '../adapters/register/read-log.ts';
import { scanLog } from '../adapters/register/scan-log.ts';
import { canonicalJson } from '../foundation/canonical-json.ts';
import { UserError } from '../foundation/user-error.ts';
import { type Dependant, type Dependants, DependantsFold } from '../issuance/dependants-fold.ts';
import { certificateNumber } from '../model/certificate-number.ts';
import { safeText } from '../reports/terminal/wrap-text.ts';
import { exitCodes } from './exit-codes.ts';
import { now } from './now.ts';
import { registerPolicy } from './register-policy.ts';

type DependantsFlags = { readonly at: string; readonly key: string; readonly json?: true | undefined };

/** `iqs register dependants NUMBER`: exit 5 where the component statement does not hold and a label that rests on it is in force, or where there is no such statement. */
export async function registerDependantsCommand(number: string, flags: DependantsFlags): Promise<number> {
  if (certificateNumber(number) === null)
    throw new UserError('USAGE', 'no certificate number', number, 'give one such as IQS-TRAIN-0000042');
  const reader = openReader(flags.at);
  const head = await readHead(reader, await registerPolicy(flags), flags.at);
  const fold = new DependantsFold(number);
  await scanLog(reader, head, 0, (entry) => fold.add(entry));
  const found = fold.at(now());
  process.stdout.write(flags.json ? canonicalJson({ number, ...found }) : `${linesOf(number, found).map(safeText).join('\n')}\n`);
  const isOpen = found.component === null || (found.component !== 'in-force' && found.labels.some(({ state }) => state === 'in-force'));
  return isOpen ? exitCodes.checkFailed : exitCodes.done;
}

function linesOf(number: string, { component, labels }: Dependants): readonly string[] {
  if (component === null) return [`${number}  no component statement was issued under this number`];
  return [
    `${number}  ${component}  ${labels.length === 0 ? 'no label rests on it' : `labels that rest on it: ${labels.length}`}`,
    ...labels.map(dependantLine),
  ];
}

/** A label on one line: number, how it stands, letter, until when, product. */
export const dependantLine = ({ number, state, letter, validUntil, product }: Dependant): string =>
  `  ${number}  ${state}  letter ${letter}  until ${validUntil.slice(0, 10)}  ${product}`;
