import { asDecodeError } from '../foundation/decode-error.ts';
import type { CollectorContext } from '../model/collector.ts';
import type { ScanLists } from '../model/scan-report.ts';
import type { Unpacked } from '../model/unpacked.ts';
import { scanReports } from '../scans/scan-reports.generated.ts';

/** Documents larger than this are not read as a report. */
const largest = 64 * 2 ** 20;

/** Whether a document is a report of a scanner that we read. */
export const isScanReport = (bytes: Uint8Array): boolean => reportOf(new TextDecoder().decode(bytes.subarray(0, 131_072))) !== undefined;

const reportOf = (text: string): (typeof scanReports)[number] | undefined => scanReports.find((report) => report.recognise(text));

/** What the reports among the documents say; `at` leads through the document. One that cannot be read is a problem, and blocks a `no`. */
export function collectScans(unpacked: Unpacked, { host, note }: CollectorContext): ScanLists {
  const all = unpacked.pieces
    .filter((piece) => piece.kind === 'text')
    .flatMap((piece): readonly ScanLists[] => {
      const bytes = piece.read();
      if (!isScanReport(bytes)) return [];
      if (bytes.length > largest) {
        note({ code: 'limit', at: piece.at, detail: `${bytes.length} bytes: only ${largest} of a report are read` });
        return [];
      }
      const text = new TextDecoder().decode(bytes);
      try {
        const lists = reportOf(text)?.read(text, { host });
        return lists === undefined ? [] : [placed(lists, piece.at)];
      } catch (error) {
        const { code, message } = asDecodeError(error);
        note({ code, at: piece.at, detail: message });
        return [];
      }
    });
  const join = <K extends keyof ScanLists>(kind: K): ScanLists[K] =>
    all.flatMap((lists) => lists[kind] as readonly unknown[]) as unknown as ScanLists[K];
  for (const problem of join('problems')) note(problem);
  return {
    hosts: join('hosts'),
    interfaces: join('interfaces'),
    sweeps: join('sweeps'),
    tls: join('tls'),
    ssh: join('ssh'),
    certificates: join('certificates'),
    checks: join('checks'),
    problems: [],
  };
}

/** With the document's name before each place in it. */
function placed(lists: ScanLists, name: string): ScanLists {
  const under = <T extends { readonly at: string }>(list: readonly T[]): readonly T[] =>
    list.map((entry) => ({ ...entry, at: `${name}${entry.at}` }));
  return {
    hosts: under(lists.hosts),
    interfaces: under(lists.interfaces),
    sweeps: under(lists.sweeps),
    tls: under(lists.tls),
    ssh: under(lists.ssh),
    certificates: under(lists.certificates),
    checks: under(lists.checks),
    problems: under(lists.problems),
  };
}
