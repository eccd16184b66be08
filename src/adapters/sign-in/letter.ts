/** What is written to a person about signing in. `url` is good once and for a while, and opens an account: it is in no log. */
export type Letter =
  | { readonly kind: 'invitation'; readonly organisation: string; readonly url: string; readonly hours: number }
  | { readonly kind: 'password-reset'; readonly url: string; readonly hours: number }
  | { readonly kind: 'password-changed' };
