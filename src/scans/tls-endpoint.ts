import { byCodeUnit } from '../foundation/order.ts';
import type { TlsExhibit } from '../model/network-exhibits.ts';
import { groupStrength } from './iana-group.ts';
import type { ScanCollector } from './scan-collector.ts';
import { hasForwardSecrecy, suiteWeakness } from './suite-weakness.ts';

const old = ['SSL2', 'SSL3', 'TLS1.0', 'TLS1.1'] as const;
const modern = ['TLS1.2', 'TLS1.3'] as const;
/** Below this a group is weak: RFC 9325 (4.1, 4.4) asks for 112 bits, i.e. DH of 2048 and curves of 224 bits. */
const enoughBits = 112;

type Negotiated = Partial<Pick<TlsExhibit, 'version' | 'cipher' | 'group' | 'alpn' | 'certificate' | 'sni'>>;

/**
 * What one report says of the TLS of one endpoint, and the checks that follow from it. A check is `no` only where all that it asks was tried:
 * every old version refused; the suites of every offered version listed; groups listed.
 */
export class TlsEndpoint {
  readonly #at: string;
  readonly #host: string;
  readonly #port: number | null;
  readonly #versions = new Map<string, boolean | null>();
  readonly #suites = new Map<string, Set<string>>();
  readonly #groups = new Set<string>();
  readonly #signatures = new Set<string>();
  readonly #alpn = new Set<string>();
  #negotiated: Negotiated = {};

  constructor(at: string, host: string, port: number | null) {
    this.#at = at;
    this.#host = host;
    this.#port = port;
  }

  /** null: the tool tried and cannot say. */
  version(name: string, isOffered: boolean | null): void {
    if (this.#versions.get(name) !== true) this.#versions.set(name, isOffered);
  }

  /** `version` null: the tool does not say under which. */
  suite(version: string | null, iana: string): void {
    const key = version ?? '';
    this.#suites.set(key, (this.#suites.get(key) ?? new Set()).add(iana));
    if (version !== null) this.version(version, true);
  }

  /** IANA name, or `DH 1024` for a group without one. */
  group(iana: string): void {
    this.#groups.add(iana);
  }

  signature(name: string): void {
    this.#signatures.add(name);
  }

  alpn(name: string): void {
    this.#alpn.add(name);
  }

  negotiated(facts: Negotiated): void {
    this.#negotiated = { ...this.#negotiated, ...facts };
  }

  tellTo(scan: ScanCollector): void {
    const offered = [...this.#versions].filter(([, isOffered]) => isOffered === true).map(([name]) => name);
    const suites = new Set([...this.#suites.values()].flatMap((set) => [...set]));
    const { version = null, cipher = null, group = null, alpn = null, certificate = null, sni = null } = this.#negotiated;
    if (offered.length + suites.size + this.#groups.size > 0 || [version, cipher, certificate].some((fact) => fact !== null)) {
      this.#reached(scan);
      scan.tls({
        at: this.#at,
        client: null,
        server: this.#host,
        port: this.#port,
        sni,
        version,
        cipher,
        group,
        alpn,
        certificate,
        offered: {
          by: 'server',
          versions: sorted(offered),
          ciphers: sorted(suites),
          groups: sorted([...this.#groups].filter((name) => !name.startsWith('DH '))),
          signatures: sorted(this.#signatures),
          alpn: sorted(this.#alpn),
        },
        ja3: null,
        ja4: null,
      });
    }
    this.#checkVersions(scan, offered);
    this.#checkSuites(scan, offered, suites);
    this.#checkGroups(scan);
  }

  /** It answered, whatever else the report says of the port. */
  #reached(scan: ScanCollector): void {
    const [at, host, port] = [this.#at, this.#host, this.#port];
    const place = { at, host, transport: 'tcp', state: 'open', protocol: 'tls', product: null, version: null, detail: '' } as const;
    if (port !== null) scan.interface({ ...place, port });
  }

  #checkVersions(scan: ScanCollector, offered: readonly string[]): void {
    const refused = (names: readonly string[]): boolean => names.every((name) => this.#versions.get(name) === false);
    if (!old.some((name) => this.#versions.has(name)) && !modern.some((name) => this.#versions.has(name))) return;
    const bad = old.filter((name) => offered.includes(name));
    const isOld = bad.length > 0 ? 'yes' : refused(old) ? 'no' : 'unknown';
    this.#check(scan, 'old-version', isOld, bad.length > 0 ? `offers ${bad.join(', ')}` : this.#untried(old));
    const good = modern.filter((name) => offered.includes(name));
    const isModernless = good.length > 0 ? 'no' : refused(modern) ? 'yes' : 'unknown';
    this.#check(scan, 'no-modern-version', isModernless, good.length > 0 ? `offers ${good.join(', ')}` : this.#untried(modern));
  }

  #untried(names: readonly string[]): string {
    const open = names.filter((name) => this.#versions.get(name) !== false);
    return open.length === 0 ? `refuses ${names.join(', ')}` : `not told for ${open.join(', ')}`;
  }

  #checkSuites(scan: ScanCollector, offered: readonly string[], suites: ReadonlySet<string>): void {
    if (suites.size === 0) return;
    const isWhole = offered.length > 0 && offered.every((version) => this.#suites.has(version));
    const weak = sorted(suites).filter((suite) => suiteWeakness(suite) !== null);
    const names = weak.map((suite) => `${suite} (${suiteWeakness(suite)})`).join(', ');
    this.#check(scan, 'weak-cipher', weak.length > 0 ? 'yes' : isWhole ? 'no' : 'unknown', names || `${suites.size} suites listed`);
    const secret = [...suites].map(hasForwardSecrecy);
    const isWithout = secret.includes(true) ? 'no' : isWhole && !secret.includes(null) ? 'yes' : 'unknown';
    this.#check(scan, 'no-forward-secrecy', isWithout, `${secret.filter((has) => has === true).length} of ${suites.size} suites have it`);
  }

  #checkGroups(scan: ScanCollector): void {
    if (this.#groups.size === 0) return;
    const weak = sorted(this.#groups).filter((name) => (groupStrength(name) ?? enoughBits) < enoughBits);
    const isKnown = [...this.#groups].every((name) => groupStrength(name) !== null);
    const result = weak.length > 0 ? 'yes' : isKnown ? 'no' : 'unknown';
    this.#check(scan, 'weak-group', result, (weak.length > 0 ? weak : sorted(this.#groups)).join(', '));
  }

  #check(
    scan: ScanCollector,
    check: 'old-version' | 'no-modern-version' | 'weak-cipher' | 'no-forward-secrecy' | 'weak-group',
    result: 'yes' | 'no' | 'unknown',
    detail: string,
  ): void {
    scan.check({ at: this.#at, host: this.#host, port: this.#port, check, result, detail });
  }
}

const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort(byCodeUnit);
