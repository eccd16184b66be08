import { oneLine } from '../foundation/one-line.ts';
import { byCodeUnit } from '../foundation/order.ts';
import type { CertificateFacts } from '../model/host.ts';
import type {
  CheckExhibit,
  CheckId,
  HostExhibit,
  InterfaceExhibit,
  SshExhibit,
  SweepExhibit,
  TlsExhibit,
} from '../model/network-exhibits.ts';
import type { ScanLists } from '../model/scan-report.ts';
import { isAddress, roleOf } from './address-role.ts';

/** Longest text of a report that is kept. */
const longest = 400;
const clip = (text: string): string => oneLine(text, longest);

export type Finding = {
  readonly at: string;
  readonly host: string;
  readonly port: number | null;
  readonly check: CheckId;
  readonly result: CheckExhibit['result'];
  readonly detail: string;
};

/** Gathers what one report says under the name of its tool. Nothing is listed twice. */
export class ScanCollector {
  readonly #by: string;
  readonly #hosts = new Map<string, HostExhibit>();
  readonly #interfaces = new Map<string, InterfaceExhibit>();
  readonly #sweeps: SweepExhibit[] = [];
  readonly #tls: TlsExhibit[] = [];
  readonly #ssh: SshExhibit[] = [];
  readonly #certificates = new Map<string, CertificateFacts & { readonly at: string }>();
  readonly #checks = new Map<string, CheckExhibit>();
  readonly #problems: ScanLists['problems'][number][] = [];

  /** `by`: e.g. `sslscan 2.0.16`. */
  constructor(by: string) {
    this.#by = clip(by);
  }

  /** Where neither an address nor a MAC is told there is nothing to list. */
  host(at: string, address: string | null, names: readonly string[], link: Partial<Pick<HostExhibit, 'mac' | 'vendor'>> = {}): void {
    const known = address !== null && isAddress(address) ? address.toLowerCase() : null;
    const mac = link.mac?.toLowerCase() ?? null;
    if (known === null && mac === null) return;
    const id = known ?? mac ?? '';
    const before = this.#hosts.get(id);
    const all = [...(before?.names ?? []), ...names.filter((name) => name !== '' && !isAddress(name))].map(clip);
    this.#hosts.set(id, {
      at: before?.at ?? at,
      address: known,
      mac: mac ?? before?.mac ?? null,
      vendor: link.vendor ?? before?.vendor ?? null,
      names: [...new Set(all)].sort(byCodeUnit),
      role: known === null ? 'local' : roleOf(known),
    });
  }

  /** A later, fuller entry on the same port takes the place of an earlier one. */
  interface(entry: InterfaceExhibit): void {
    const id = `${entry.host}\n${entry.transport}\n${entry.port}`;
    const before = this.#interfaces.get(id);
    const better = before === undefined || (before.protocol === null && entry.protocol !== null);
    if (better) this.#interfaces.set(id, { ...entry, detail: clip(entry.detail) });
  }

  /** `ports`: ascending ranges. */
  sweep(entry: Omit<SweepExhibit, 'by'>): void {
    this.#sweeps.push({ ...entry, by: this.#by });
  }

  tls(entry: TlsExhibit): void {
    this.#tls.push(entry);
  }

  ssh(entry: SshExhibit): void {
    this.#ssh.push(entry);
  }

  /** Gives the SHA-256 of its DER, by which others refer to it. */
  certificate(at: string, facts: CertificateFacts): string {
    if (!this.#certificates.has(facts.sha256)) this.#certificates.set(facts.sha256, { at, ...facts });
    return facts.sha256;
  }

  check(finding: Finding): void {
    const { at, host, port, check, result } = finding;
    const detail = clip(finding.detail);
    const id = [host, port, check, result, detail].join('\n');
    if (!this.#checks.has(id)) this.#checks.set(id, { at, host, port, check, result, by: this.#by, detail });
  }

  problem(code: string, at: string, detail: string): void {
    this.#problems.push({ code, at, detail: clip(detail) });
  }

  lists(): ScanLists {
    return {
      hosts: [...this.#hosts.values()],
      interfaces: [...this.#interfaces.values()],
      sweeps: this.#sweeps,
      tls: this.#tls,
      ssh: this.#ssh,
      certificates: [...this.#certificates.values()],
      checks: [...this.#checks.values()],
      problems: this.#problems,
    };
  }
}
