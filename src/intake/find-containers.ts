import { compileAutomaton } from '../foundation/byte-automaton.ts';
import { by } from '../foundation/order.ts';
import type { Format } from '../model/format.ts';

/** A place where a container's magic stands; whether it is one, the format's `recognise` says. */
export type Candidate = { readonly offset: number; readonly format: Format };

export type ContainerFinder = {
  /** Formats whose magic stands where it would if a container began at byte 0. */
  readonly atStart: (bytes: Uint8Array) => readonly Format[];
  /** Every place a magic stands, by offset. One pass, however many formats. */
  readonly anywhere: (bytes: Uint8Array, from?: number) => readonly Candidate[];
};

/** Candidates kept for one content: an image full of one magic is an attack or an archive of that format, which consumes them. */
const most = 100_000;

export function containerFinder(formats: readonly Format[]): ContainerFinder {
  const magics = formats.flatMap((format) => format.magics.map((magic) => ({ ...magic, format })));
  const carved = magics.filter((magic) => magic.carved !== false);
  const automaton = compileAutomaton(carved.map((magic) => magic.bytes));
  return {
    atStart: (bytes) => [...new Set(magics.filter((magic) => standsAt(bytes, magic.bytes, magic.offset)).map((magic) => magic.format))],
    anywhere: (bytes, from = 0) => {
      const candidates: Candidate[] = [];
      automaton.scan(
        bytes,
        (index, end) => {
          const magic = carved[index] as (typeof carved)[number];
          const offset = end - magic.bytes.length - magic.offset;
          if (offset >= from) candidates.push({ offset, format: magic.format });
          return candidates.length < most;
        },
        from,
      );
      return candidates.sort(
        by(
          (candidate) => candidate.offset,
          (candidate) => candidate.format.id,
        ),
      );
    },
  };
}

function standsAt(bytes: Uint8Array, magic: Uint8Array, offset: number): boolean {
  return offset + magic.length <= bytes.length && magic.every((byte, at) => bytes[offset + at] === byte);
}
