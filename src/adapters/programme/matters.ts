import type { Page, Seat } from './desk.ts';

export const matterKinds = ['complaint', 'appeal', 'misuse', 'vulnerability'] as const;
export type MatterKind = (typeof matterKinds)[number];

/** Something that people beside the case look at: a complaint, an appeal, misuse of the mark, a vulnerability (6-programme, A case). */
export type Matter = {
  readonly id: string;
  readonly kind: MatterKind;
  readonly state: 'open' | 'answered' | 'decided';
  /** Number of a certificate or id of a case; null: of the programme as such. */
  readonly about: string | null;
  readonly words: string;
  readonly openedAt: string;
  /** When an answer is due; null: it was given. */
  readonly due: string | null;
  readonly answers: readonly { readonly words: string; readonly at: string }[];
};

export type Matters = {
  /** Anybody may, without an account; `contact`: how to reach who wrote, if they want to be. Refused: `MATTER_ABOUT_UNKNOWN`. */
  lodge(
    by: Seat | null,
    wanted: { readonly kind: MatterKind; readonly about: string | null; readonly words: string; readonly contact: string | null },
  ): Promise<Matter>;
  /** Those that the seat lodged or has to do with. */
  list(seat: Seat, query: { readonly cursor?: string | undefined; readonly limit: number }): Promise<Page<Matter>>;
  /** Null: none, or not the seat's. */
  read(seat: Seat, id: string): Promise<Matter | null>;
};
