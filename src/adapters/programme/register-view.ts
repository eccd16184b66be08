import type { LabelLetter } from '../../model/label-claims.ts';
import type { Page } from './desk.ts';

export const publicStandings = ['valid', 'suspended', 'withdrawn', 'expired'] as const;
export type PublicStanding = (typeof publicStandings)[number];

/** A certificate as the public sees it. */
export type PublicCertificate = {
  readonly number: string;
  readonly product: string;
  readonly model: string | null;
  readonly maker: string;
  readonly category: string;
  readonly letter: LabelLetter;
  readonly standing: PublicStanding;
  readonly issuedAt: string;
  readonly validUntil: string;
  readonly updatesUntil: string | null;
};

export type PublicProduct = PublicCertificate & {
  readonly scheme: { readonly id: string; readonly vintage: string };
  readonly parts: readonly {
    readonly id: string;
    readonly name: string;
    readonly letter: LabelLetter;
    readonly versions: readonly { readonly version: string; readonly hardware: string | null }[];
  }[];
  /** Addresses of the credential and the label. */
  readonly files: readonly { readonly name: string; readonly url: string }[];
};

export type PublicEvent = {
  /** Index in the register. */
  readonly index: number;
  readonly at: string;
  readonly event: string;
  readonly words: string | null;
};

export type RegisterQuery = {
  readonly text?: string | undefined;
  readonly category?: string | undefined;
  readonly letter?: LabelLetter | undefined;
  readonly standing?: PublicStanding | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
};

/** The register as anybody reads it. Null: a number that was never issued. */
export type RegisterView = {
  search(query: RegisterQuery): Promise<Page<PublicCertificate>>;
  product(number: string): Promise<PublicProduct | null>;
  history(number: string): Promise<readonly PublicEvent[] | null>;
};
