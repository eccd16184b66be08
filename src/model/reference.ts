/** Where a claim comes from: a standard's clause, a format's description, a vendor's page. We cite, we never copy. */
export type Reference = {
  /** e.g. `ETSI EN 303 645 V3.1.3`. */
  readonly source: string;
  /** e.g. `5.1-1`. */
  readonly clause?: string;
  readonly url?: string;
};
