import type { XmlElement } from '../../model/host.ts';
import type { CheckExhibit, CheckId } from '../../model/network-exhibits.ts';
import { childrenOf } from '../xml-report.ts';
import { nmapCertificate, nmapCiphers } from './nmap-tls.ts';
import type { ScriptPlace } from './script-place.ts';

type Answer = readonly [CheckId, CheckExhibit['result']];

/** Scripts whose output is one answer; the first pattern that fits counts. Scripts are silent where they find nothing, so `no` is rare. */
const answers: Readonly<Record<string, readonly (readonly [RegExp, Answer])[]>> = {
  'ftp-anon': [[/Anonymous FTP login allowed/i, ['anonymous-access', 'yes']]],
  'mqtt-subscribe': [[/Topics and their most recent payloads/i, ['anonymous-access', 'yes']]],
  'redis-info': [[/Version:/i, ['anonymous-access', 'yes']]],
  'mongodb-databases': [[/totalSize|databases/i, ['anonymous-access', 'yes']]],
  'vnc-info': [[/None \(1\)/, ['anonymous-access', 'yes']]],
  'x11-access': [[/X server access is granted/i, ['anonymous-access', 'yes']]],
  'rtsp-methods': [],
  'snmp-info': [[/./, ['public-community', 'yes']]],
  'snmp-sysdescr': [[/./, ['public-community', 'yes']]],
  'upnp-info': [[/./, ['upnp-exposed', 'yes']]],
  sslv2: [[/SSLv2 supported/i, ['old-version', 'yes']]],
  'http-default-accounts': [[/Valid credentials|at \/|:/i, ['known-login', 'yes']]],
  'ssh-auth-methods': [
    [/none_auth/i, ['anonymous-access', 'yes']],
    [/\bpassword\b|keyboard-interactive/i, ['password-login', 'yes']],
    [/Supported authentication methods/i, ['password-login', 'no']],
  ],
};

/** What a script found: TLS, a login, a vulnerability. Unknown scripts say nothing. */
export function nmapScript(script: XmlElement, place: ScriptPlace): void {
  const id = script.attributes['id'] ?? '';
  const output = script.attributes['output'] ?? '';
  const { at, host, port, scan } = place;
  const tell = (check: CheckId, result: CheckExhibit['result'], detail: string): void =>
    scan.check({ at, host, port, check, result, detail: `${id}: ${detail}` });
  if (/^\s*(ERROR|Script execution failed)/i.test(output.slice(0, 200))) {
    scan.problem('unsupported', at, `${id} did not run: ${output}`);
    return;
  }
  if (id === 'ssl-cert') nmapCertificate(script, place);
  else if (id === 'ssl-enum-ciphers') nmapCiphers(script, place);
  else if (id === 'vulners') for (const cve of vulners(script)) tell('vulnerability', 'unknown', `${cve}, by the version of the banner`);
  else if (id.endsWith('-brute')) {
    const found = /Valid credentials/i.test(output);
    const tried = /Performed \d+ guesses/i.test(output);
    if (found || tried) tell('known-login', found ? 'yes' : 'no', found ? 'a login from a list is valid' : output);
  } else if (!states(script, tell)) {
    const answer = answers[id]?.find(([pattern]) => pattern.test(output))?.[1];
    if (answer) tell(answer[0], answer[1], output);
  }
}

/** Tables of Nmap's vulns library: a title, a state (`VULNERABLE`, `LIKELY VULNERABLE`, `NOT VULNERABLE` …), identifiers. */
function states(script: XmlElement, tell: (check: CheckId, result: CheckExhibit['result'], detail: string) => void): boolean {
  let isAny = false;
  for (const table of childrenOf(script, 'table')) {
    const of = (key: string): string => childrenOf(table, 'elem').find((one) => one.attributes['key'] === key)?.text ?? '';
    const state = of('state');
    if (state === '') continue;
    isAny = true;
    const result = state.startsWith('NOT VULNERABLE') ? 'no' : state.startsWith('VULNERABLE') ? 'yes' : 'unknown';
    tell('vulnerability', result, `${table.attributes['key'] ?? ''} ${of('title')} (${state})`);
  }
  return isAny;
}

/** The vulners script compares a version with a list; it does not look at the host. */
function vulners(script: XmlElement): readonly string[] {
  return childrenOf(script, 'table').flatMap((table) =>
    childrenOf(table, 'table').flatMap((row) => {
      const of = (key: string): string => childrenOf(row, 'elem').find((one) => one.attributes['key'] === key)?.text ?? '';
      return of('type') === 'cve' ? [`${of('id')} (CVSS ${of('cvss')})`] : [];
    }),
  );
}
