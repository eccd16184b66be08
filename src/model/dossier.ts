/** What a person hands in: a folder with product.yaml and evidence files. Its JSON schema is docs/spec/product.schema.json. */

export const productTypes = ['device', 'app', 'service', 'component'] as const;
export type ProductType = (typeof productTypes)[number];

export const partKinds = ['device', 'app', 'service', 'module', 'hub', 'network'] as const;
/** `module`: connectivity module; `network`: the product's behaviour on the network. */
export type PartKind = (typeof partKinds)[number];

export const custodies = ['supplied', 'public', 'sampled'] as const;
/** How evidence came to us: handed in by the maker, fetched from where the maker publishes it, or taken by a laboratory from a bought unit. */
export type Custody = (typeof custodies)[number];

export const purposes = [
  'update-image',
  'factory-dump',
  'used-dump',
  'root-file-system',
  'sbom',
  'disclosure-policy',
  'support-statement',
  'manual',
  'test-record',
  'capture',
  'scan',
  'network-profile',
  'component-statement',
  'app-package',
  'other',
] as const;
/** What a piece of evidence is. */
export type Purpose = (typeof purposes)[number];

export const phases = ['set-up', 'idle', 'use', 'update', 'reset'] as const;
/** What the product was doing while a capture was made. */
export type Phase = (typeof phases)[number];

export type Product = {
  readonly name: string;
  readonly model: string | null;
  readonly maker: string;
  readonly type: ProductType;
  readonly category: string;
  readonly use: string | null;
};

/** What of a part the assessment covers: a version by name, and the digests of the evidence that stands for it. */
export type VersionBinding = { readonly version: string; readonly hardware: string | null };

/** A component that is built into a part: what a component statement must be about to count for it. */
export type EmbeddedComponent = { readonly component: string; readonly version: string; readonly hardware: string | null };

export type Part = {
  readonly id: string;
  readonly kind: PartKind;
  readonly name: string;
  readonly versions: readonly VersionBinding[];
  /** Of a device, hub or module: what it embeds or, a module, what it is; absent: nothing is named. */
  readonly embeds?: readonly EmbeddedComponent[] | undefined;
};

export type EvidenceItem = {
  /** Path inside the dossier, `/`-separated. */
  readonly file: string;
  readonly is: Purpose;
  /** Part id; null speaks for the whole product. */
  readonly part: string | null;
  readonly version: string | null;
  readonly custody: Custody;
  /** Where and when it was fetched or taken, in the words of who did it. */
  readonly origin: string | null;
  /** Of a capture: the device under test by MAC or address; null: worked out from the capture. */
  readonly device: string | null;
  /** Of a capture: what was done while it ran. */
  readonly phases: readonly Phase[];
  /** True when the maker took it over from our own findings: it is then no statement of the maker's. */
  readonly adopted: boolean;
};

export const trusts = ['public', 'private', 'none'] as const;
/** Whose certificates an endpoint's clients trust: the public web's, the maker's own or a LAN device's, or it has no TLS. */
export type Trust = (typeof trusts)[number];

/** Where a part can be reached: a cloud service's address, or a device's on the laboratory's network. */
export type Endpoint = {
  readonly host: string;
  readonly port: number;
  readonly transport: 'tcp' | 'udp';
  readonly part: string;
  readonly trust: Trust;
  /** Who allowed it to be probed from outside its own network, when and how, in the owner's words; null: nobody. */
  readonly permission: string | null;
};

/** Somebody else's service that the product uses, and why. */
export type ThirdParty = {
  readonly name: string;
  /** Names (`*.pool.ntp.org` covers what is below) and addresses (with a prefix length or without). */
  readonly hosts: readonly string[];
  readonly purpose: string;
};

export const statementTopics = [
  'support-until',
  'support-page',
  'disclosure-contact',
  'disclosure-policy',
  'update-mechanism',
  'update-authenticity',
  'default-passwords',
  'remote-shell',
  'cloud',
] as const;
export type StatementTopic = (typeof statementTopics)[number];

/** One thing the maker states, with the line it stands on. */
export type Statement = {
  readonly topic: StatementTopic;
  readonly value: string;
  readonly part: string | null;
  /** e.g. `product.yaml:31`. */
  readonly at: string;
  readonly adopted: boolean;
};

export type Dossier = {
  readonly product: Product;
  readonly parts: readonly Part[];
  readonly evidence: readonly EvidenceItem[];
  readonly statements: readonly Statement[];
  readonly endpoints: readonly Endpoint[];
  readonly thirdParties: readonly ThirdParty[];
};
