import { DecodeError } from '../../foundation/decode-error.ts';
import { type ScanLists, type ScanReport, scanListNames } from '../../model/scan-report.ts';
import { parseJson } from '../json-fields.ts';
import { itemFault, topFault } from './item-fault.ts';

/** More entries than any scan of one product's endpoints has. */
const most = 100_000;

/** What `iqs probe` writes: read strictly, for nobody else writes it. */
export const iqsScan: ScanReport = {
  id: 'iqs-scan',
  title: 'iqs probe: scan documents',
  references: [{ source: 'IQS', clause: 'iqs: scan/1', url: 'docs/spec/cli.md#scan-documents' }],
  limitations: ['Anybody can write such a file: what it says is worth what the custody of the file is worth.'],
  recognise: (text) => /^\s*\{\s*"iqs"\s*:\s*"scan\//.test(text.slice(0, 4096)),
  read: (text) => {
    const document = parseJson(text);
    const fault = topFault(document);
    if (fault !== null) throw new DecodeError(fault.code, fault.words);
    const source = document as Readonly<Record<string, readonly unknown[]>>;
    const problems: ScanLists['problems'][number][] = [];
    const lists: Record<string, readonly unknown[]> = {};
    for (const name of scanListNames) {
      const items = source[name] ?? [];
      if (items.length > most) problems.push({ code: 'limit', at: `#/${name}`, detail: `${items.length} entries, ${most} were read` });
      lists[name] = items.slice(0, most).filter((item, index) => {
        const at = `#/${name}/${index}`;
        const wrong = itemFault(name, item, at);
        if (wrong !== null) problems.push({ code: 'malformed', at, detail: wrong });
        return wrong === null;
      });
    }
    const read = lists as unknown as ScanLists;
    return { ...read, problems: [...read.problems, ...problems] };
  },
};
