/** How a decompression ended. What could be read before a damage is always in `output`. */
export type Decompressed = {
  readonly output: Uint8Array;
  /** Bytes of the input that belong to the stream. */
  readonly consumed: number;
  /** `limit`: more output than `maxOut` would follow. */
  readonly end: 'complete' | 'truncated' | 'malformed' | 'unsupported' | 'limit';
};

/** Synchronous and bounded; never throws, never returns more than `maxOut` bytes, tolerates bytes after the stream. */
export type Codec = (bytes: Uint8Array, maxOut: number) => Decompressed;

/** `lzma`: LZMA-alone with its 13-byte header. `lz4`: the frame format. `deflate`: raw. `lz4-block`, `lzo1x`: bare blocks (the whole input is one). */
export type CodecName = 'gzip' | 'zlib' | 'deflate' | 'bzip2' | 'xz' | 'lzma' | 'zstd' | 'lz4' | 'lz4-block' | 'lzo1x';

export type LzmaParameters = { readonly lc: number; readonly lp: number; readonly pb: number; readonly dictionaryBytes: number };

export type HashName = 'md5' | 'sha1' | 'sha256' | 'sha512';

/** What an X.509 reader says of one certificate; names as one-line RFC 4514-like text, times RFC 3339 in UTC. */
export type CertificateFacts = {
  readonly subject: string;
  readonly issuer: string;
  readonly notBefore: string;
  readonly notAfter: string;
  /** `rsa` `ec` `ed25519` … */
  readonly key: string;
  readonly bits: number | null;
  /** Signature algorithm as the platform names it, e.g. `sha256WithRSAEncryption`; null where it does not say. */
  readonly signature: string | null;
  readonly selfSigned: boolean;
  readonly ca: boolean;
  /** SHA-256 of the DER, lower-case hex. */
  readonly sha256: string;
};

export type KeyFacts = {
  readonly kind: string;
  readonly bits: number | null;
  readonly private: boolean;
  readonly encrypted: boolean;
  /** SHA-256 of the SubjectPublicKeyInfo, lower-case hex; null when encrypted or unreadable. */
  readonly fingerprint: string | null;
};

/** One element of an XML document, entities and CDATA resolved. */
export type XmlElement = {
  readonly name: string;
  /** Without a prototype: any name may be asked for. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own, not its children's, joined and trimmed. */
  readonly text: string;
};

/** AES with a key of 16, 24 or 32 bytes; null where a size is wrong. */
export type Aes = {
  /** Enciphers one block of 16 bytes. */
  readonly block: (key: Uint8Array, block: Uint8Array) => Uint8Array | null;
  /** Deciphers whole blocks, PKCS#7 padding taken off; null where the padding is wrong or it is longer than a datagram. */
  readonly openEcb: (key: Uint8Array, sealed: Uint8Array) => Uint8Array | null;
  /** Opens what GCM sealed under a nonce of 12 bytes, the tag of 16 bytes last; null where it is not authentic or longer than a datagram. */
  readonly openGcm: (key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, associated: Uint8Array) => Uint8Array | null;
};

/** All that code below the host line gets from the platform. Made once per worker (adapters) and given to intake. */
export type Host = {
  readonly codecs: Readonly<Record<CodecName, Codec>>;
  /** A headerless LZMA stream, as vendors keep it in file systems. */
  readonly rawLzma: (bytes: Uint8Array, parameters: LzmaParameters, maxOut: number) => Decompressed;
  readonly hash: (algorithm: HashName, bytes: Uint8Array) => Uint8Array;
  /** RFC 2104. */
  readonly hmac: (algorithm: HashName, key: Uint8Array, bytes: Uint8Array) => Uint8Array;
  readonly aes: Aes;
  /** null when the bytes are no certificate. */
  readonly certificate: (der: Uint8Array) => CertificateFacts | null;
  /** PEM text of one key (PKCS#1, PKCS#8, SEC1, OpenSSH) or DER; null when it is no key. */
  readonly key: (encoded: Uint8Array) => KeyFacts | null;
  readonly bcrypt: (password: string, hash: string) => boolean;
  /** The root element; null for what is no XML or too large (src/adapters/read-xml.ts says the bounds). */
  readonly xml: (text: string) => XmlElement | null;
};
