import type { PartKind, Trust } from '../../model/dossier.ts';

/** One way in: where a connection or a datagram may go. */
export type Door = {
  readonly transport: 'tcp' | 'udp';
  readonly port: number;
  readonly trust: Trust;
};

/** A host that the dossier names, its address resolved once and pinned, and what may be asked there. */
export type Target = {
  /** As the dossier spells it. */
  readonly host: string;
  /** Normalised. */
  readonly address: string;
  readonly kind: 'loopback' | 'private' | 'public';
  readonly partKind: PartKind;
  readonly doors: readonly Door[];
};

/** `tcp 192.0.2.1:22`, as the log and the confirmation name it. */
export const doorName = (address: string, { transport, port }: { readonly transport: string; readonly port: number }): string =>
  `${transport} ${address.includes(':') ? `[${address}]` : address}:${port}`;
