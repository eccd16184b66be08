import { fieldsOf, listOf, parseJson, portOf, textOf } from '../json-fields.ts';

export type TestsslRow = {
  readonly at: string;
  /** Without the number of the certificate that newer versions append. */
  readonly id: string;
  /** What the tool was pointed at; empty for rows about the tool itself. */
  readonly host: string;
  readonly address: string | null;
  readonly port: number | null;
  /** `OK` `INFO` `LOW` `MEDIUM` `HIGH` `CRITICAL` `WARN` `FATAL` `DEBUG`. */
  readonly severity: string;
  readonly finding: string;
  readonly cve: string;
};

export type TestsslRows = { readonly rows: readonly TestsslRow[]; readonly version: string | null; readonly broken: number };

/** The rows of any of the three forms. */
export function rowsOf(text: string): TestsslRows {
  const start = text.trimStart()[0];
  if (start === '[') {
    const rows = listOf(parseJson(text)).map((item, index) => jsonRow(item, `#/${index}`, null));
    return { rows, version: null, broken: 0 };
  }
  return start === '{' ? prettyRows(text) : csvRows(text);
}

type Target = { readonly host: string; readonly address: string | null; readonly port: number | null };

/** `name/address`, either of which may be missing. */
function targetOf(ip: string, port: unknown): Target {
  const slash = ip.indexOf('/');
  const [host, address] = slash < 0 ? [ip, ip] : [ip.slice(0, slash), ip.slice(slash + 1)];
  return { host: host || address, address: address === '' ? null : address, port: portOf(port) };
}

function jsonRow(item: unknown, at: string, target: Target | null): TestsslRow {
  const { id, ip, port, severity, finding, cve, 'fqdn/ip': older } = fieldsOf(item);
  const told = target ?? targetOf(textOf(ip) ?? textOf(older) ?? '', port);
  return row(at, textOf(id) ?? '', told, textOf(severity) ?? '', textOf(finding) ?? '', textOf(cve) ?? '');
}

const row = (at: string, id: string, target: Target, severity: string, finding: string, cve: string): TestsslRow => ({
  at,
  id: id.replace(/ ?<(?:host)?cert#\d{1,3}>$/i, ''),
  ...target,
  severity: severity.toUpperCase(),
  finding,
  cve,
});

/** `--jsonfile-pretty`: a result per target with sections, each a list of rows. */
function prettyRows(text: string): TestsslRows {
  const report = fieldsOf(parseJson(text));
  const rows = listOf(report['scanResult']).flatMap((result, index) => {
    const sections = fieldsOf(result);
    const named = textOf(sections['targetHost']) ?? '';
    const address = textOf(sections['ip']);
    const target = { host: named || (address ?? ''), address, port: portOf(sections['port']) };
    // A run that failed leaves its rows where results would stand.
    if (textOf(sections['id']) !== null) return [jsonRow(result, `#/scanResult/${index}`, null)];
    return Object.keys(sections).flatMap((section) =>
      listOf(sections[section]).map((item, place) => jsonRow(item, `#/scanResult/${index}/${section}/${place}`, target)),
    );
  });
  return { rows, version: versionOf(textOf(report['version'])), broken: 0 };
}

const versionOf = (text: string | null): string | null => /^[\w.-]{1,24}/.exec(text ?? '')?.[0] ?? null;

/** Every field in quotes, which stand doubled or (in old versions) bare inside; a row is a line. */
function csvRows(text: string): TestsslRows {
  const lines = text.split('\n');
  const header = (lines[0] ?? '').replaceAll('"', '').trim().split(',');
  const column = (name: string): number => header.indexOf(name);
  const places = {
    id: column('id'),
    ip: column('fqdn/ip'),
    port: column('port'),
    severity: column('severity'),
    finding: column('finding'),
    cve: column('cve'),
  };
  const rows: TestsslRow[] = [];
  let broken = 0;
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    if (index === 0 || line === '') continue;
    const cells = line.replace(/^"/, '').replace(/"$/, '').split('","');
    const of = (place: number): string => (place < 0 ? '' : (cells[place] ?? ''));
    if (cells.length < 5) broken += 1;
    else
      rows.push(
        row(
          `:${index + 1}`,
          of(places.id),
          targetOf(of(places.ip), of(places.port)),
          of(places.severity),
          of(places.finding),
          of(places.cve),
        ),
      );
  }
  return { rows, version: null, broken };
}
