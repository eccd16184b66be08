import { ianaGroup } from '../iana-group.ts';
import { ianaSuite } from '../iana-suite.ts';
import { type Fields, fieldsOf, listOf, textOf } from '../json-fields.ts';
import type { TlsEndpoint } from '../tls-endpoint.ts';
import { tlsVersion } from '../tls-version.ts';

/** Versions, suites (by IANA names already) and curves. */
export function sslyzeOffers(commands: ReadonlyMap<string, Fields>, endpoint: TlsEndpoint): void {
  for (const [name, result] of commands) {
    const version = tlsVersion(/^(\w+)_cipher_suites$/.exec(name)?.[1] ?? '');
    if (version === null) continue;
    const accepted = listOf(result['accepted_cipher_suites']);
    const isSupported = result['is_tls_version_supported'];
    endpoint.version(version, typeof isSupported === 'boolean' ? isSupported : accepted.length > 0);
    for (const item of accepted) suite(fieldsOf(item), version, endpoint);
    const preferred = textOf(fieldsOf(fieldsOf(result['cipher_suite_preferred_by_server'])['cipher_suite'])['name']);
    if (preferred !== null && accepted.length > 0) endpoint.negotiated({ version, cipher: ianaSuite(preferred, version) });
  }
  for (const item of listOf(commands.get('elliptic_curves')?.['supported_curves'])) {
    const curve = textOf(fieldsOf(item)['name']);
    if (curve !== null) endpoint.group(ianaGroup(curve));
  }
}

function suite(accepted: Fields, version: string, endpoint: TlsEndpoint): void {
  const name = textOf(fieldsOf(accepted['cipher_suite'])['name']);
  if (name !== null) endpoint.suite(version, ianaSuite(name, version));
  const key = fieldsOf(accepted['ephemeral_key']);
  const curve = textOf(key['curve_name']);
  const size = key['size'];
  if (curve !== null) endpoint.group(ianaGroup(curve));
  else if (key['type_name'] === 'DH' && typeof size === 'number' && Number.isInteger(size)) endpoint.group(`DH ${size}`);
}
