import type { Host } from '../../model/host.ts';
import type { CheckExhibit, CheckId } from '../../model/network-exhibits.ts';
import { type Fields, fieldsOf, listOf, textOf } from '../json-fields.ts';
import type { ScanCollector } from '../scan-collector.ts';
import type { TlsEndpoint } from '../tls-endpoint.ts';

type Place = {
  readonly at: string;
  readonly host: string;
  readonly port: number | null;
  readonly scan: ScanCollector;
  readonly endpoint: TlsEndpoint;
  readonly tools: Host;
};

/** The chains a server sends (it may have one per kind of key), and what the stores of SSLyze say of them. */
export function sslyzeCertificates(result: Fields | undefined, place: Place): void {
  for (const [index, item] of listOf(result?.['certificate_deployments']).entries())
    deployment(fieldsOf(item), `${place.at}/certificate_deployments/${index}`, place);
}

function deployment(item: Fields, at: string, { host, port, scan, endpoint, tools }: Place): void {
  const tell = (check: CheckId, result: CheckExhibit['result'], detail: string): void =>
    scan.check({ at, host, port, check, result, detail });
  for (const [index, entry] of listOf(item['received_certificate_chain']).entries()) {
    const pem = textOf(fieldsOf(entry)['as_pem']);
    if (pem === null || pem.length > 65_536) continue;
    const facts = tools.certificate(new TextEncoder().encode(pem));
    if (facts === null) scan.problem('malformed', `${at}/received_certificate_chain/${index}`, 'as_pem is no certificate');
    else {
      const digest = scan.certificate(`${at}/received_certificate_chain/${index}`, facts);
      if (index === 0) endpoint.negotiated({ certificate: digest });
    }
  }
  const matches = item['leaf_certificate_subject_matches_hostname'];
  if (typeof matches === 'boolean') tell('wrong-name', matches ? 'no' : 'yes', 'leaf_certificate_subject_matches_hostname');
  trust(listOf(item['path_validation_results']).map(fieldsOf), tell);
  const weak = item['verified_chain_has_sha1_signature'];
  if (typeof weak === 'boolean') tell('weak-signature', weak ? 'yes' : 'no', 'verified_chain_has_sha1_signature');
  const logged = item['leaf_certificate_signed_certificate_timestamps_count'];
  if (typeof logged === 'number') tell('not-logged-certificate', logged > 0 ? 'no' : 'yes', `${logged} signed certificate timestamps`);
}

function trust(paths: readonly Fields[], tell: (check: CheckId, result: CheckExhibit['result'], detail: string) => void): void {
  if (paths.length === 0) return;
  const error = (path: Fields): string | null => textOf(path['openssl_error_string']) ?? textOf(path['validation_error']);
  const trusting = paths.filter((path) => error(path) === null && listOf(path['verified_certificate_chain']).length > 0);
  const names = (list: readonly Fields[]): string => list.map((path) => textOf(fieldsOf(path['trust_store'])['name']) ?? '?').join(', ');
  const why = paths.map(error).find((reason) => reason !== null) ?? '';
  tell(
    'untrusted-chain',
    trusting.length > 0 ? 'no' : 'yes',
    trusting.length > 0 ? `trusted by ${names(trusting)}` : `${why} (${names(paths)})`,
  );
  if (trusting.length === 0 && /self.?signed/i.test(why)) tell('self-signed', 'yes', why);
  if (/expired/i.test(why)) tell('expired-certificate', trusting.length > 0 ? 'unknown' : 'yes', why);
  else if (trusting.length > 0) tell('expired-certificate', 'no', 'a store found the chain valid');
}
