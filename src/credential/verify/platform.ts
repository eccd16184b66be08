/** A key as the platform holds it. */
export type PlatformKey = object;

/** The part of WebCrypto that verifying needs; every browser's and Node's `crypto.subtle` fits. */
export type Subtle = {
  importKey(
    format: 'jwk',
    key: object,
    algorithm: { readonly name: 'ECDSA'; readonly namedCurve: 'P-256' },
    extractable: boolean,
    usages: readonly ['verify'],
  ): Promise<PlatformKey>;
  importKey(
    format: 'raw',
    key: Uint8Array<ArrayBuffer>,
    algorithm: 'Ed25519',
    extractable: boolean,
    usages: readonly ['verify'],
  ): Promise<PlatformKey>;
  verify(
    algorithm: { readonly name: 'ECDSA'; readonly hash: 'SHA-256' } | 'Ed25519',
    key: PlatformKey,
    signature: Uint8Array<ArrayBuffer>,
    data: Uint8Array<ArrayBuffer>,
  ): Promise<boolean>;
  digest(algorithm: 'SHA-256', data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>;
};

/** All that verifying gets from where it runs. */
export type Platform = {
  readonly subtle: Subtle;
  /** The bytes of a gzip stream; null where it is none, or longer than `most` bytes. */
  readonly gunzip: (packed: Uint8Array<ArrayBuffer>, most: number) => Promise<Uint8Array | null>;
};
