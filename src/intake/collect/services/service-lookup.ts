import type { ServiceProgram } from '../../../model/service-program.ts';
import { ordinaryCommands } from './ordinary-commands.ts';
import { baseName } from './root-view.ts';

/** What a command line offers. */
export type Offered = { readonly name: string; readonly protocol: string | null; readonly port: number | null };

/** A program that serves only when told so: what its arguments must look like. */
const servesOnlyWith: Readonly<Record<string, RegExp>> = {
  nc: /(?:^|\s)-[a-z]*l|--listen/,
  ncat: /(?:^|\s)-[a-z]*l|--listen/,
  netcat: /(?:^|\s)-[a-z]*l|--listen/,
  socat: /listen/i,
  rsync: /--daemon/,
  openssl: /s_server/,
};

/** The table of known daemons, made ready for looking programs up. */
export class ServiceLookup {
  readonly #byName = new Map<string, ServiceProgram>();
  readonly #patterns: { readonly pattern: RegExp; readonly program: ServiceProgram }[] = [];

  constructor(programs: readonly ServiceProgram[]) {
    for (const program of programs) {
      const pattern = /^\/(.*)\/$/.exec(program.program)?.[1];
      if (pattern === undefined) this.#byName.set(program.program, program);
      else this.#patterns.push({ pattern: new RegExp(`^(?:${pattern})$`), program });
    }
  }

  /** null for a program that is in the table but not serving, or not in the table. */
  offered(words: readonly string[]): Offered | null {
    const name = baseName(words[0] ?? '').slice(0, 256);
    if (name === '' || ordinaryCommands.has(name)) return null;
    if (name === 'tcpsvd' || name === 'udpsvd') return this.#superServer(name, words);
    const program = this.program(name);
    const needs = servesOnlyWith[name];
    if (program === null || (needs !== undefined && !needs.test(words.slice(1).join(' ')))) return null;
    return { name, protocol: program.protocol, port: portOf(program, words) };
  }

  program(name: string): ServiceProgram | null {
    return this.#byName.get(name) ?? this.#patterns.find(({ pattern }) => pattern.test(name))?.program ?? null;
  }

  /** BusyBox and ipsvd: `tcpsvd [options] HOST PORT PROGRAM …`; the protocol is that of the program it starts. */
  #superServer(name: string, words: readonly string[]): Offered {
    let at = 1;
    for (; words[at]?.startsWith('-') === true; at++) if (/^-[cCbultrxi]$/.test(words[at] ?? '')) at++;
    const inner = this.program(baseName(words[at + 2] ?? ''));
    const port = readPort(words[at + 1] ?? '') ?? inner?.port ?? null;
    return { name, protocol: inner?.protocol ?? (name === 'tcpsvd' ? 'tcp' : 'udp'), port };
  }
}

function portOf(program: ServiceProgram, words: readonly string[]): number | null {
  for (const [index, word] of words.entries()) {
    for (const option of program.portOptions) {
      const value =
        word === option ? words[index + 1] : index > 0 && word.startsWith(option) ? word.slice(option.length).replace(/^=/, '') : undefined;
      const port = value === undefined ? null : readPort(value);
      if (port !== null) return port;
    }
    const clustered = program.portOptions.includes('-p') && /^-[a-zA-Z]+p$/.test(word) ? readPort(words[index + 1] ?? '') : null;
    if (clustered !== null) return clustered;
  }
  return program.port;
}

/** `23`, `0.0.0.0:23` or `[::]:23`. */
function readPort(text: string): number | null {
  const digits = /^(?:.{0,64}:)?(\d{1,5})$/.exec(text)?.[1];
  const port = digits === undefined ? 0 : Number(digits);
  return port > 0 && port < 65536 ? port : null;
}
