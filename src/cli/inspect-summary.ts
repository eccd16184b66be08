import type { Exhibits } from '../model/exhibits.ts';
import { safeText } from '../reports/terminal/wrap-text.ts';
import { listLines } from './list-lines.ts';
import { networkSummary } from './network-summary.ts';

/** What is in the evidence, for reading; the whole is in `--json`. Nothing in it can drive the terminal (see `safeText`). */
export function inspectSummary(exhibits: Exhibits): string {
  const { coverage } = exhibits;
  return [
    ...exhibits.evidence.map((item) => `${item.name}  ${item.kind}, ${item.bytes} bytes, sha256 ${item.sha256}`),
    `read: ${share(coverage.identified, coverage.bytes)} named, ${share(coverage.opaque, coverage.bytes)} opaque, ${share(coverage.unread, coverage.bytes)} unread`,
    ...listLines('containers', exhibits.containers, (item) => `${item.at}  ${item.detail}; ${item.files} files, ${item.status}`),
    ...listLines(
      'systems',
      exhibits.systems,
      (item) => `${item.at}  ${[item.family, item.distribution, item.version, item.kernel, item.architecture].filter(Boolean).join(' ')}`,
    ),
    ...listLines('accounts', exhibits.accounts, (item) => `${item.at}  ${item.user}: ${password(item.password)}`),
    ...listLines(
      'services',
      exhibits.services,
      (item) => `${item.at}  ${item.name}${item.protocol ? ` (${item.protocol}${item.port ? ` ${item.port}` : ''})` : ''}, ${item.starts}`,
    ),
    ...listLines('components', exhibits.components, (item) => `${item.at}  ${item.name} ${item.version ?? ''}`.trimEnd()),
    ...listLines(
      'keys',
      exhibits.keys,
      (item) => `${item.at}  ${item.kind} ${item.bits ?? ''}${item.private ? ' PRIVATE' : ''}${item.encrypted ? ' encrypted' : ''}`,
    ),
    ...listLines('certificates', exhibits.certificates, (item) => `${item.at}  ${item.subject}, until ${item.notAfter}`),
    ...listLines('secrets', exhibits.secrets, (item) => `${item.at}  ${item.kind} ${item.redacted}`),
    ...listLines('updates', exhibits.updates, (item) => `${item.at}  ${item.kind}: ${item.detail}`),
    ...networkSummary(exhibits),
    ...listLines(
      'opaque',
      exhibits.opaque,
      (item) => `${item.at}+${item.offset}  ${item.bytes} bytes, ${item.guess}, ${item.entropy} bits a byte`,
    ),
    ...listLines('problems', exhibits.problems, (item) => `${item.at}  ${item.code}: ${item.detail}`),
    ...(exhibits.files ?? []).map(
      (file) =>
        `${file.mode ?? '----'} ${file.type.padEnd(9)} ${String(file.size).padStart(9)} ${file.sha256 ?? '-'} ${file.at}${file.target === null ? '' : ` -> ${file.target}`}`,
    ),
    '',
  ]
    .map(safeText)
    .join('\n');
}

function password({ state, scheme, known }: Exhibits['accounts'][number]['password']): string {
  if (state === 'none') return 'EMPTY password';
  if (state === 'locked') return 'locked';
  return known === null ? `${scheme ?? 'unrecognised'} password, not a known one` : `KNOWN password "${known}" (${scheme ?? 'plain'})`;
}

const share = (part: number, of: number): string => `${of === 0 ? 0 : Math.round((1000 * part) / of) / 10}%`;
