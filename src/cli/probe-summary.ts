import type { ScanDocument } from '../adapters/endpoint/scan-document.ts';
import { safeText } from '../reports/terminal/wrap-text.ts';

const words = { yes: 'YES    ', no: 'no     ', unknown: 'unknown' } as const;

/** What a person reads of a scan: the ports that are not closed, then what speaks against them, then the rest. */
export function probeSummary(scan: ScanDocument): string {
  const faces = scan.interfaces.filter(({ state }) => state !== 'closed');
  const closed = scan.interfaces.length - faces.length;
  const rank = { yes: 0, unknown: 1, no: 2 } as const;
  const checks = [...scan.checks].sort((a, b) => rank[a.result] - rank[b.result]);
  return [
    `interfaces (${faces.length}${closed > 0 ? `, and ${closed} closed` : ''})`,
    ...faces.map((face) => {
      const what = [face.protocol, face.product, face.version].filter(Boolean).join(' ');
      return `  ${face.host} ${face.transport} ${face.port}  ${face.state}  ${what}  ${face.detail}`.trimEnd();
    }),
    '',
    `checks (${checks.length}; YES speaks against the endpoint)`,
    ...checks.map(
      ({ host, port, check, result, detail }) => `  ${words[result]} ${check}  ${host}${port === null ? '' : ` ${port}`}: ${detail}`,
    ),
    ...(scan.problems.length > 0
      ? ['', `problems (${scan.problems.length})`, ...scan.problems.map(({ code, detail }) => `  ${code}: ${detail}`)]
      : []),
    '',
    `${scan.log.reduce((sum, { count }) => sum + count, 0)} connections and messages; each one's purpose is in the file's log.`,
    '',
  ]
    .map(safeText)
    .join('\n');
}
