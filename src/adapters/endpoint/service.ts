import type { CheckId, InterfaceExhibit, SshExhibit } from '../../model/network-exhibits.ts';
import type { Connection } from './connection.ts';
import type { GuardedConnect } from './guarded-connect.ts';
import type { Door, Target } from './target.ts';

/** How long answers are waited for, in milliseconds. */
export type Patience = {
  /** For an answer to something sent. */
  readonly answerMs: number;
  /** For more, once something came; and for a greeting. */
  readonly quietMs: number;
  /** Listening to what a broker publishes. */
  readonly watchMs: number;
};

/** A door behind which a protocol is spoken, and how to speak there. */
export type Service = {
  readonly target: Target;
  readonly door: Door;
  /** Whether it is spoken under TLS. */
  readonly secure: boolean;
  /** What it said unasked when it was identified. */
  readonly greeting: Buffer;
  readonly connect: GuardedConnect;
  readonly patience: Patience;
  /** A new connection, under TLS where it is `secure`. Throws `ConnectError`, or what a handshake throws. */
  readonly open: (purpose: string) => Promise<Connection>;
};

export type Checked = { readonly check: CheckId; readonly result: 'yes' | 'no' | 'unknown'; readonly detail: string };

/** What was seen at a door. */
export type Seen = {
  readonly product: string | null;
  readonly version: string | null;
  readonly detail: string;
  readonly checks: readonly Checked[];
  /** What an SSH server is ready for. */
  readonly ssh?: readonly Omit<SshExhibit, 'at' | 'client' | 'server' | 'port'>[];
  /** Over UDP, where only an answer tells: `closed` by the host's word, `filtered` where it was silent. */
  readonly state?: InterfaceExhibit['state'];
};

/** How an attempt to log in ended. `unclear`: no answer that says so. */
export type LoginOutcome = 'accepted' | 'refused' | 'locked' | 'unclear';

/** A place that asks for a user and a password. */
export type LoginForm = {
  /** e.g. `http basic`. */
  readonly how: string;
  /** One attempt on a connection of its own; never throws. */
  readonly attempt: (user: string, password: string) => Promise<LoginOutcome>;
};

/** How one protocol is asked: one small file each. None of them writes: the only bodies sent are logins. */
export type ServiceProbe = {
  /** As `interfaces[].protocol` says it. */
  readonly id: string;
  /** What is sent: shown before anything is. */
  readonly sends: string;
  /** Never throws: what a hostile service does becomes `unknown`. */
  readonly look: (service: Service) => Promise<Seen>;
  /** Where a login can be tried; empty where there is none. Never throws. */
  readonly loginForms?: (service: Service) => Promise<readonly LoginForm[]>;
};

export const checked = (check: CheckId, result: Checked['result'], detail: string): Checked => ({ check, result, detail });
