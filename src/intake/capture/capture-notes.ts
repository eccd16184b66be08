import { printable } from '../../foundation/printable.ts';
import { redact } from '../../foundation/redact.ts';
import type { CertificateExhibit, ComponentExhibit, ProblemExhibit } from '../../model/exhibits.ts';
import type { Host } from '../../model/host.ts';
import type { BehaviourExhibit, CredentialExhibit, NameExhibit, SshExhibit, TlsExhibit } from '../../model/network-exhibits.ts';
import type { FlowFacts, Tell } from '../../model/protocol.ts';
import type { PublishedLogins } from './published-logins.ts';

/** Entries of one list; beyond it they are counted as left out. */
const most = 20_000;
const longest = 255;
const mostAnswers = 64;

/** Logins that one host tried at another over one protocol. */
export type LoginAttempts = {
  readonly place: string;
  readonly client: string;
  readonly server: string;
  readonly protocol: string;
  tries: number;
  known: number;
};

type Told<T> = Omit<T, 'at'>;

/** What the conversations of a capture told, each thing once with the place it was first seen at; bounded. */
export class CaptureNotes {
  readonly names = new Map<string, NameExhibit>();
  readonly tls = new Map<string, TlsExhibit>();
  readonly ssh = new Map<string, SshExhibit>();
  readonly certificates = new Map<string, CertificateExhibit>();
  readonly credentials = new Map<string, CredentialExhibit>();
  readonly components = new Map<string, ComponentExhibit>();
  readonly behaviours = new Map<string, BehaviourExhibit>();
  readonly logins = new Map<string, LoginAttempts>();
  /** Names by address and by MAC. */
  readonly hostNames = new Map<string, Set<string>>();
  /** MACs by address, as DHCP and ARP say. */
  readonly macs = new Map<string, string>();
  readonly #expected = new Map<string, string>();
  readonly #host: Host;
  readonly #logins: PublishedLogins;
  #leftOut = 0;

  constructor(host: Host, logins: PublishedLogins) {
    this.#host = host;
    this.#logins = logins;
  }

  get problems(): readonly Omit<ProblemExhibit, 'at'>[] {
    return this.#leftOut === 0
      ? []
      : [{ code: 'limit', detail: `${this.#leftOut} names, sessions or logins beyond ${most} of a kind are left out` }];
  }

  expected(address: string, port: number, transport: 'tcp' | 'udp'): string | undefined {
    return this.#expected.size === 0 ? undefined : this.#expected.get(`${transport} ${address} ${port}`);
  }

  /** What a conversation of this flow is given to tell by. `place` is asked at each telling. */
  tellerFor(flow: FlowFacts, application: string, place: () => string, encrypted: (is: boolean) => void): Tell {
    const { client, server, serverPort: port } = flow;
    return {
      name: (entry) => this.#addName({ ...entry, client }, place()),
      tls: (session) => this.#addOnce(this.tls, { client, server, port, ...session, sni: text(session.sni) }, place()),
      ssh: (session) => this.#addOnce(this.ssh, { client, server, port, ...session }, place()),
      certificate: (der) => this.#addCertificate(der, place()),
      credential: (login) => this.#addCredential(login, { protocol: application, client, server }, place()),
      component: ({ side, name, version, mac }) => this.#addComponent(name, version, mac ?? (side === 'client' ? client : server), place()),
      behaviour: ({ kind, detail }) =>
        this.addBehaviour({ kind, subject: client, packets: 1, detail: printable(detail, longest) }, place()),
      host: ({ address, mac, name }) => this.#addHost(address, mac, name),
      expect: (coming) => {
        if (this.#expected.size < most) this.#expected.set(`${coming.transport} ${coming.address} ${coming.port}`, coming.application);
      },
      encrypted,
    };
  }

  addBehaviour(told: Told<BehaviourExhibit>, at: string): void {
    const key = `${told.kind}\n${told.subject}\n${told.detail}`;
    const before = this.behaviours.get(key);
    if (before) this.behaviours.set(key, { ...before, packets: before.packets + told.packets });
    else if (this.#hasRoom(this.behaviours)) this.behaviours.set(key, { at, ...told });
  }

  #addName({ name, type, answers, client }: Told<NameExhibit>, at: string): void {
    const clean = printable(name, longest);
    const key = `${type} ${clean} ${client ?? ''}`;
    const before = this.names.get(key);
    const known = before?.answers ?? [];
    const fresh = answers.map((answer) => printable(answer, longest)).filter((answer) => !known.includes(answer));
    if (before && fresh.length === 0) return;
    if (!before && !this.#hasRoom(this.names)) return;
    const all = [...new Set([...known, ...fresh])].sort().slice(0, mostAnswers);
    this.names.set(key, { at: before?.at ?? at, name: clean, type, answers: all, client });
  }

  #addOnce<T extends { readonly at: string }>(list: Map<string, T>, told: Omit<T, 'at'>, at: string): void {
    const key = JSON.stringify(told);
    if (!list.has(key) && this.#hasRoom(list)) list.set(key, { at, ...told } as T);
  }

  #addCertificate(der: Uint8Array, at: string): string | null {
    const facts = this.#host.certificate(der);
    if (facts === null) return null;
    if (!this.certificates.has(facts.sha256) && this.#hasRoom(this.certificates)) this.certificates.set(facts.sha256, { at, ...facts });
    return facts.sha256;
  }

  #addCredential(
    { user, password }: { readonly user: string | null; readonly password: string | null },
    where: Pick<CredentialExhibit, 'protocol' | 'client' | 'server'>,
    at: string,
  ): void {
    const known = password !== null && this.#logins.has(user, password);
    this.#addOnce(
      this.credentials,
      { ...where, user: text(user), redacted: password === null ? null : printable(redact(password), longest), known },
      at,
    );
    const key = `${where.protocol} ${where.client} ${where.server}`;
    const attempts = this.logins.get(key) ?? { place: at, ...where, tries: 0, known: 0 };
    attempts.tries += 1;
    if (known) attempts.known += 1;
    if (this.logins.has(key) || this.#hasRoom(this.logins)) this.logins.set(key, attempts);
  }

  #addComponent(name: string, version: string | null, host: string, at: string): void {
    const told = {
      name: printable(name.toLowerCase(), longest),
      version: text(version),
      release: null,
      purl: null,
      cpe: null,
      method: 'banner' as const,
    };
    const key = `${host} ${told.name} ${told.version ?? ''}`;
    if (!this.components.has(key) && this.#hasRoom(this.components)) this.components.set(key, { ...told, at: `${at} ${host}` });
  }

  #addHost(address: string | null, mac: string | null, name: string | null): void {
    if (address !== null && mac !== null && this.macs.size < most) this.macs.set(address, mac);
    if (name === null || name === '') return;
    for (const key of [address, mac]) {
      if (key === null || (this.hostNames.size >= most && !this.hostNames.has(key))) continue;
      const names = this.hostNames.get(key) ?? new Set();
      if (names.size < mostAnswers) names.add(printable(name, longest));
      this.hostNames.set(key, names);
    }
  }

  #hasRoom(list: { readonly size: number }): boolean {
    if (list.size < most) return true;
    this.#leftOut += 1;
    return false;
  }
}

const text = (value: string | null): string | null => (value === null ? null : printable(value, longest));
