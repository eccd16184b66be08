// budget: a table of cases; what makes them is short.
// Writes docs/spec/vectors/register/*.json, one case a file, from fixed keys: same bytes on any machine. `node tools/register-vectors.ts`.
import { createPrivateKey, createPublicKey, hash, type KeyObject, sign } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { canonicalJson } from '../src/foundation/canonical-json.ts';
import { compactJson } from '../src/foundation/compact-json.ts';
import { hex } from '../src/foundation/hex.ts';
import { formatCheckpoint } from '../src/register/checkpoint.ts';
import { cosignedMessage, encodeCosignature } from '../src/register/cosignature.ts';
import { leafHash, nodeHash } from '../src/register/merkle-hash.ts';
import { formatReceipt } from '../src/register/receipt.ts';
import { formatNote } from '../src/register/signed-note.ts';
import { formatVerifierKey, type VerifierKey, verifierKey } from '../src/register/verifier-key.ts';

const out = new URL('../docs/spec/vectors/register/', import.meta.url);
const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(hash('sha256', bytes, 'buffer'));
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

type Signer = { readonly key: VerifierKey; readonly secret: KeyObject };

/** A key whose secret is 32 times one byte: for these files only. */
async function signerOf(name: string, role: 'log' | 'witness', seed: number): Promise<Signer> {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, seed)]);
  const secret = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(secret).export({ format: 'jwk' });
  return { key: await verifierKey(name, role, new Uint8Array(Buffer.from(x, 'base64url')), sha256), secret };
}

const origin = 'register.example/iqs';
const log = await signerOf(origin, 'log', 1);
const other = await signerOf(origin, 'log', 2);
const first = await signerOf('witness.example/1', 'witness', 3);
const second = await signerOf('witness.example/2', 'witness', 4);

const bySigner = ({ key, secret }: Signer, text: string, time = 1_803_888_000) => ({
  name: key.name,
  keyId: key.keyId,
  signature:
    key.role === 'log'
      ? new Uint8Array(sign(null, bytes(text), secret))
      : encodeCosignature({ time, signature: new Uint8Array(sign(null, cosignedMessage(time, text), secret)) }),
});
const noteOf = (text: string, ...signers: readonly Signer[]): Uint8Array =>
  formatNote({ text, signatures: signers.map((signer) => bySigner(signer, text)) });

const digest = hex(sha256(bytes('test')));
const kid = 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k';
const jwk = { kty: 'EC', crv: 'P-256', x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4', y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM' };
const number = 'IQS-TRAIN-0000042';
const claims = {
  number,
  product: { name: 'Lumen Cam', model: 'LC-2', maker: 'Lumen B.V.', category: 'camera', type: 'device' },
  parts: [
    {
      id: 'camera',
      kind: 'device',
      name: 'Camera',
      letter: 'C',
      assurance: 'tested',
      versions: [{ version: '1.4.2', hardware: null }],
      digests: [digest],
    },
  ],
  letter: 'C',
  assurance: { lowest: 'checked', at: 3, of: 21 },
  scheme: { id: 'iqs-2027', vintage: '2027', digest },
  assessment: digest,
  restsOn: [],
  gradedOn: '2027-02-28',
  updatesUntil: '2031-12-31',
  issuedAt: '2027-03-01T09:30:00Z',
  validUntil: '2029-03-01T00:00:00Z',
};
const at = '2027-03-01T09:30:00Z';
const keyAdded = { event: 'key-added', issuer: 'IQS training body', kid, jwk, at: '2027-03-01T09:00:00Z' };
const issued = { event: 'issued', number, issuer: 'IQS training body', claims, credential: digest, printed: digest, kid, at };
const withdrawn = { event: 'withdrawn', number, reason: 'the maker asked for it', at: '2027-06-01T08:00:00Z' };
const suspended = { event: 'suspended', number, reason: 'a new vulnerability is looked into', at: '2027-04-01T08:00:00Z' };
const reinstated = { event: 'reinstated', number, reason: 'an update is out', at: '2027-04-20T08:00:00Z' };
const reduced = {
  event: 'reduced',
  number,
  reason: 'updates ended early',
  claims: { ...claims, letter: 'E' },
  credential: digest,
  printed: digest,
  kid,
  at: '2027-05-01T08:00:00Z',
};
const entries = [keyAdded, issued, withdrawn].map((entry) => bytes(compactJson(entry)));
const [leafA, leafB, leafC] = entries.map((entry) => leafHash(sha256, entry)) as [Uint8Array, Uint8Array, Uint8Array];
const root = nodeHash(sha256, nodeHash(sha256, leafA, leafB), leafC);
const head = formatCheckpoint({ origin, size: 3, root });
const signed = noteOf(head, log);
const text = (note: Uint8Array): string => new TextDecoder().decode(note);

const vectors: Record<string, unknown> = {};
const add = (name: string, vector: Readonly<Record<string, unknown>>): void => {
  if (name in vectors) throw new Error(`${name} twice`);
  vectors[name] = vector;
};

const logVkey = formatVerifierKey(log.key);
const policy = { key: logVkey, witnesses: [] as readonly string[], quorum: 0 };
const both = { ...policy, witnesses: [first, second].map(({ key }) => formatVerifierKey(key)) };
const checkpoint = (name: string, about: string, code: string, note: Uint8Array, how: object = policy): void =>
  add(`checkpoint-${name}`, { about, kind: 'checkpoint', code, ...how, note: base64(note) });
const malformed = 'CHECKPOINT_MALFORMED';

checkpoint('good', 'three entries, signed by the log', 'ok', signed);
checkpoint(
  'empty-register',
  'no entries: the root of the empty tree',
  'ok',
  noteOf(formatCheckpoint({ origin, size: 0, root: sha256(new Uint8Array(0)) }), log),
);
checkpoint('unknown-signature', 'a signature by somebody unknown is passed over', 'ok', noteOf(head, log, other));
checkpoint('quorum', 'both witnesses signed, two are wanted', 'ok', noteOf(head, log, first, second), { ...both, quorum: 2 });
checkpoint('quorum-missed', 'one witness signed, two are wanted', 'CHECKPOINT_QUORUM', noteOf(head, log, first), { ...both, quorum: 2 });
checkpoint('quorum-same-witness', 'one witness twice in the note is one', 'CHECKPOINT_QUORUM', noteOf(head, log, first, first), {
  ...both,
  quorum: 2,
});
const alias = await signerOf('witness.example/alias', 'witness', 3);
checkpoint('quorum-same-key', 'one key under two names is one witness', 'CHECKPOINT_QUORUM', noteOf(head, log, first, alias), {
  ...policy,
  witnesses: [first, alias].map(({ key }) => formatVerifierKey(key)),
  quorum: 2,
});
checkpoint('unsigned', 'signed by a key of the same name that is not the one trusted', 'CHECKPOINT_UNSIGNED', noteOf(head, other));
checkpoint('witness-only', 'a witness is not the log', 'CHECKPOINT_UNSIGNED', noteOf(head, first), both);
checkpoint(
  'origin',
  'the checkpoint of another log, signed by the trusted key',
  'CHECKPOINT_ORIGIN',
  noteOf(head.replace(origin, 'other.example/iqs'), log),
);
checkpoint('altered-size', 'the size was changed after signing', 'CHECKPOINT_SIGNATURE', bytes(text(signed).replace('\n3\n', '\n4\n')));
checkpoint(
  'altered-signature',
  'a bit of the signature was changed',
  'CHECKPOINT_SIGNATURE',
  formatNote({
    text: head,
    signatures: [{ ...bySigner(log, head), signature: bySigner(log, head).signature.with(9, 1 ^ (bySigner(log, head).signature[9] ?? 0)) }],
  }),
);
checkpoint(
  'second-signature-false',
  'one signature of the log holds and one does not',
  'CHECKPOINT_SIGNATURE',
  formatNote({ text: head, signatures: [bySigner(log, head), { ...bySigner(log, head), signature: new Uint8Array(64) }] }),
);
checkpoint(
  'witness-false',
  'a trusted witness signed something else',
  'CHECKPOINT_SIGNATURE',
  formatNote({ text: head, signatures: [bySigner(log, head), bySigner(first, head.replace('\n3\n', '\n2\n'))] }),
  both,
);
checkpoint(
  'witness-cut-off',
  'a cosignature without its time',
  'CHECKPOINT_SIGNATURE',
  formatNote({
    text: head,
    signatures: [bySigner(log, head), { ...bySigner(first, head), signature: bySigner(first, head).signature.slice(8) }],
  }),
  both,
);
checkpoint('leading-zero', 'a size with a zero before it', malformed, noteOf(head.replace('\n3\n', '\n03\n'), log));
checkpoint('negative', 'a size below zero', malformed, noteOf(head.replace('\n3\n', '\n-3\n'), log));
checkpoint('too-large', 'a size beyond 2^48', malformed, noteOf(head.replace('\n3\n', '\n281474976710657\n'), log));
checkpoint('short-root', 'a root of 31 bytes', malformed, noteOf(`${origin}\n3\n${base64(root.slice(1))}\n`, log));
checkpoint(
  'unused-bits',
  'base64 whose unused bits are set',
  malformed,
  noteOf(
    head.replace(/.=\n$/, (end) => `${String.fromCharCode((end.charCodeAt(0) ?? 0) + 1)}=\n`),
    log,
  ),
);
checkpoint('unpadded', 'base64 without padding', malformed, noteOf(head.replace('=\n', '\n'), log));
checkpoint('extension', 'an extension line', malformed, noteOf(`${head}more\n`, log));
checkpoint('no-origin', 'an empty first line', malformed, noteOf(head.replace(origin, ''), log));
checkpoint('two-lines', 'no root', malformed, noteOf(`${origin}\n3\n`, log));
checkpoint('carriage-return', 'lines that end in carriage return and newline', malformed, bytes(text(signed).replaceAll('\n', '\r\n')));
checkpoint('cut-off', 'the last newline is missing', malformed, signed.slice(0, -1));
checkpoint('no-signature', 'no signature line', malformed, bytes(`${head}\n`));
checkpoint('hyphen', 'a hyphen where the long dash belongs', malformed, bytes(text(signed).replace('\u2014', '-')));
checkpoint('not-utf-8', 'a byte that is no UTF-8', malformed, new Uint8Array([...signed.slice(0, -1), 0xff, 0x0a]));
checkpoint('byte-order-mark', 'a byte order mark before the origin', 'CHECKPOINT_ORIGIN', new Uint8Array([0xef, 0xbb, 0xbf, ...signed]));
checkpoint(
  'too-long',
  'more than 65,536 bytes',
  malformed,
  new Uint8Array([...signed, ...bytes(text(signed).split('\n\n')[1]?.repeat(700) ?? '')]),
);
checkpoint(
  'sum-golang-org',
  'a published checkpoint of the Go checksum database',
  'ok',
  bytes(
    'go.sum database tree\n63096908\n8lHrQPRYe4KT4WQ9/Qk8/taKnD6IRHbFgfN7vQE2Y54=\n\n\u2014 sum.golang.org Az3gri/oVBN1jAhNZ/iS+W31psFAWRT20/GyrhpU6taFwulQGetBkH5S7wpGXdS935jiIGiUUAXBVHzT/P6fYhqAmAk=\n',
  ),
  { key: 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8', origin: 'go.sum database tree', witnesses: [], quorum: 0 },
);

const receipt = { index: 1, entry: entries[1] ?? new Uint8Array(0), proof: [leafA, leafC], checkpoint: signed };
const addReceipt = (name: string, about: string, code: string, given: Uint8Array, how: object = policy): void =>
  add(`receipt-${name}`, { about, kind: 'receipt', code, ...how, receipt: base64(given) });
const good = formatReceipt(receipt);
const edit = (from: string | RegExp, to: string): Uint8Array => bytes(text(good).replace(from, to));
addReceipt('good', 'a label that was issued, entry 1 of 3', 'ok', good);
addReceipt(
  'one-entry',
  'a register of one entry: no hashes',
  'ok',
  formatReceipt({
    index: 0,
    entry: entries[0] ?? new Uint8Array(0),
    proof: [],
    checkpoint: noteOf(formatCheckpoint({ origin, size: 1, root: leafA }), log),
  }),
);
addReceipt(
  'altered-entry',
  'the letter in the entry was changed',
  'INCLUSION_INVALID',
  formatReceipt({ ...receipt, entry: bytes(text(receipt.entry).replace('"letter":"C"', '"letter":"A"')) }),
);
addReceipt(
  'altered-hash',
  'a bit of the proof was changed',
  'INCLUSION_INVALID',
  formatReceipt({ ...receipt, proof: [leafA.with(0, 1 ^ (leafA[0] ?? 0)), leafC] }),
);
addReceipt('other-index', 'the proof is for another index', 'INCLUSION_INVALID', edit('index 1', 'index 0'));
addReceipt('index-too-large', 'an index that the register does not reach', 'INCLUSION_INVALID', edit('index 1', 'index 3'));
addReceipt('hash-missing', 'the proof ends below the root', 'INCLUSION_INVALID', formatReceipt({ ...receipt, proof: [leafA] }));
addReceipt(
  'hash-too-many',
  'the proof goes on above the root',
  'INCLUSION_INVALID',
  formatReceipt({ ...receipt, proof: [leafA, leafC, leafC] }),
);
addReceipt(
  'swapped',
  'the hashes of the proof in the other order',
  'INCLUSION_INVALID',
  formatReceipt({ ...receipt, proof: [leafC, leafA] }),
);
addReceipt(
  'node-for-leaf',
  'a node of the tree handed in as an entry',
  'INCLUSION_INVALID',
  formatReceipt({ index: 0, entry: new Uint8Array([1, ...leafA, ...leafB]), proof: [leafC], checkpoint: signed }),
);
addReceipt('checkpoint-altered', 'the checkpoint in it does not verify', 'CHECKPOINT_SIGNATURE', edit('\n3\n', '\n4\n'));
addReceipt(
  'checkpoint-other-key',
  'the checkpoint is signed by somebody else',
  'CHECKPOINT_UNSIGNED',
  formatReceipt({ ...receipt, checkpoint: noteOf(head, other) }),
);
addReceipt('quorum-missed', 'a witness is wanted and none signed', 'CHECKPOINT_QUORUM', good, { ...both, quorum: 1 });
addReceipt('other-version', 'another version of the format', 'RECEIPT_MALFORMED', edit('@v1', '@v2'));
addReceipt('no-entry', 'no extra line', 'RECEIPT_MALFORMED', edit(/extra .*\n/, ''));
addReceipt('leading-zero', 'an index with a zero before it', 'RECEIPT_MALFORMED', edit('index 1', 'index 01'));
addReceipt('short-hash', 'a hash of 31 bytes', 'RECEIPT_MALFORMED', formatReceipt({ ...receipt, proof: [leafA.slice(1), leafC] }));
addReceipt('cut-off', 'no checkpoint', 'RECEIPT_MALFORMED', good.slice(0, good.length - signed.length - 1));
addReceipt(
  'carriage-return',
  'lines that end in carriage return and newline',
  'RECEIPT_MALFORMED',
  bytes(text(good).replaceAll('\n', '\r\n')),
);
const strange = bytes(compactJson({ ...withdrawn, colour: 'red' }));
addReceipt(
  'strange-entry',
  'in the register, but nothing a register may hold',
  'ENTRY_MALFORMED',
  formatReceipt({
    index: 0,
    entry: strange,
    proof: [],
    checkpoint: noteOf(formatCheckpoint({ origin, size: 1, root: leafHash(sha256, strange) }), log),
  }),
);

const entry = (name: string, about: string, code: string, given: Uint8Array | object | string): void =>
  add(`entry-${name}`, {
    about,
    kind: 'entry',
    code,
    entry: base64(given instanceof Uint8Array ? given : bytes(typeof given === 'string' ? given : compactJson(given))),
  });
const bad = 'ENTRY_MALFORMED';
for (const [name, value] of Object.entries({ 'key-added': keyAdded, issued, suspended, reinstated, reduced, withdrawn }))
  entry(name, `an entry of the kind ${name}`, 'ok', value);
entry('expired', 'an entry of the kind expired', 'ok', { event: 'expired', number, at });
entry('component-issued', 'an entry of the kind component-issued', 'ok', {
  event: 'component-issued',
  number,
  issuer: 'IQS training body',
  component: { name: 'Radio', maker: 'Lumen B.V.', criteria: ['no-shared-credential'], conditions: ['the debug port is locked'] },
  credential: digest,
  kid,
  validUntil: at,
  at,
});
entry('version-added', 'an entry of the kind version-added', 'ok', {
  event: 'version-added',
  number,
  part: 'camera',
  version: '1.4.3',
  hardware: null,
  digests: [digest],
  security: true,
  at,
});
entry('scheme-published', 'an entry of the kind scheme-published', 'ok', {
  event: 'scheme-published',
  scheme: 'iqs-2027',
  vintage: '2027',
  digest,
  at,
});
entry('key-retired', 'an entry of the kind key-retired', 'ok', { event: 'key-retired', kid, at });
entry('key-compromised', 'an entry of the kind key-compromised', 'ok', {
  event: 'key-compromised',
  kid,
  reason: 'a laptop was stolen',
  at,
});
entry('not-ascii', 'characters beyond ASCII stand as they are', 'ok', { ...withdrawn, reason: 'zurückgezogen – 已撤回' });
entry('unknown-event', 'an event that is not in the list', bad, { event: 'forgiven', number, at });
entry('unknown-field', 'a field too many', bad, { ...withdrawn, colour: 'red' });
entry('unknown-field-inside', 'a field too many in the claims', bad, { ...issued, claims: { ...claims, colour: 'red' } });
entry('missing-field', 'a field too few', bad, { event: 'withdrawn', number, at });
entry('space', 'a space after a colon', bad, compactJson(withdrawn).replace(':', ': '));
entry('newline', 'a newline behind the entry', bad, `${compactJson(withdrawn)}\n`);
entry('key-order', 'fields in another order', bad, JSON.stringify({ number, event: 'withdrawn', reason: 'r', at }));
entry('duplicate-key', 'a field twice', bad, compactJson(withdrawn).replace('{', '{"at":"2027-06-01T08:00:00Z",'));
entry('escape', 'a letter written as an escape', bad, compactJson(withdrawn).replace('maker', '\\u006daker'));
entry('number-spelling', 'a number written with an exponent', bad, compactJson(issued).replace('"of":21', '"of":2.1e1'));
entry('control-character', 'a control character in a text', bad, { ...withdrawn, reason: 'a\u001bb' });
entry('direction', 'a character that turns the direction of writing', bad, { ...withdrawn, reason: 'a\u202eb' });
entry('half-pair', 'half of a surrogate pair', bad, { ...withdrawn, reason: 'a\ud800b' });
entry('not-utf-8', 'a byte that is no UTF-8', bad, bytes(compactJson(withdrawn)).with(60, 0xff));
entry('byte-order-mark', 'a byte order mark before the entry', bad, new Uint8Array([0xef, 0xbb, 0xbf, ...bytes(compactJson(withdrawn))]));
entry('text-too-long', 'a text of 1001 characters', bad, { ...withdrawn, reason: 'r'.repeat(1001) });
entry('entry-too-long', 'more than 65,535 bytes', bad, {
  ...issued,
  claims: { ...claims, parts: Array.from({ length: 200 }, () => ({ ...claims.parts[0], name: 'n'.repeat(400) })) },
});
entry('other-number', 'claims about another number', bad, { ...issued, number: 'IQS-TRAIN-0000043' });
entry('number-padded', 'eight digits that begin with 0: another spelling of the same number', bad, {
  ...withdrawn,
  number: 'IQS-TRAIN-00000042',
});
entry('number-lower-case', 'a body in lower case', bad, { ...withdrawn, number: 'IQS-train-0000042' });
entry('letter-f', 'a letter that no label shows', bad, { ...reduced, claims: { ...claims, letter: 'F' } });
entry('upper-case-digest', 'a digest in upper case', bad, { ...issued, printed: digest.toUpperCase() });
entry('no-such-day', '29 February of a year without', bad, { ...withdrawn, at: '2027-02-29T08:00:00Z' });
entry('fraction', 'an instant with a fraction of a second', bad, { ...withdrawn, at: '2027-02-28T08:00:00.0Z' });
entry('offset', 'an instant with an offset', bad, { ...withdrawn, at: '2027-02-28T08:00:00+00:00' });
entry('deep', 'brackets without end', bad, '['.repeat(60_000));

const history = (name: string, about: string, code: string, given: readonly object[], state: string | null = null): void =>
  add(`history-${name}`, { about, kind: 'history', code, entries: given, ...(state === null ? {} : { number, state }) });
history('in-force', 'issued', 'ok', [keyAdded, issued], 'in-force C');
history('suspended', 'issued, suspended', 'ok', [keyAdded, issued, suspended], 'suspended C');
history('reinstated', 'issued, suspended, reinstated', 'ok', [keyAdded, issued, suspended, reinstated], 'in-force C');
history('reduced', 'suspended, then reduced: in force with the lower letter', 'ok', [keyAdded, issued, suspended, reduced], 'in-force E');
history('withdrawn', 'issued, withdrawn', 'ok', [keyAdded, issued, withdrawn], 'withdrawn C');
history('retired-key', 'what a retired key signed before holds', 'ok', [keyAdded, issued, { event: 'key-retired', kid, at }], 'in-force C');
history('issued-twice', 'a number issued twice', 'NUMBER_ISSUED_TWICE', [keyAdded, issued, issued]);
history('issued-again', 'a number issued again after it was withdrawn', 'NUMBER_ISSUED_TWICE', [
  keyAdded,
  issued,
  withdrawn,
  { ...issued, at: withdrawn.at },
]);
history('never-issued', 'a number withdrawn that was never issued', 'NUMBER_UNKNOWN', [keyAdded, withdrawn]);
history('after-the-end', 'reinstated after it was withdrawn', 'TRANSITION_ILLEGAL', [
  keyAdded,
  issued,
  withdrawn,
  { ...reinstated, at: withdrawn.at },
]);
history('not-suspended', 'reinstated without having been suspended', 'TRANSITION_ILLEGAL', [keyAdded, issued, reinstated]);
history('raised', 'reduced to a better letter', 'LETTER_NOT_LOWER', [keyAdded, issued, { ...reduced, claims: { ...claims, letter: 'B' } }]);
history('same-letter', 'reduced to the same letter', 'LETTER_NOT_LOWER', [keyAdded, issued, { ...reduced, claims }]);
history('unknown-key', 'signed by a key that was never added', 'KEY_NOT_IN_FORCE', [issued]);
history('compromised-key', 'signed by a key that was compromised', 'KEY_NOT_IN_FORCE', [
  keyAdded,
  { event: 'key-compromised', kid, reason: 'stolen', at },
  issued,
]);
history('key-twice', 'a key added twice', 'KEY_ADDED_TWICE', [keyAdded, keyAdded]);
history(
  'scheme-twice',
  'a vintage published twice',
  'VINTAGE_PUBLISHED_TWICE',
  [1, 2].map(() => ({ event: 'scheme-published', scheme: 'iqs-2027', vintage: '2027', digest, at })),
);
history('backwards', 'an entry that is earlier than the one before it', 'TIME_BACKWARDS', [
  keyAdded,
  issued,
  { ...withdrawn, at: '2027-03-01T09:29:59Z' },
]);

const bundle = (name: string, about: string, code: string, count: number, given: Uint8Array): void =>
  add(`bundle-${name}`, { about, kind: 'bundle', code, count, bundle: base64(given) });
bundle('good', 'two entries: two bytes and none', 'ok', 2, new Uint8Array([0, 2, 7, 8, 0, 0]));
bundle('cut-off', 'the last entry is shorter than it says', 'BUNDLE_MALFORMED', 1, new Uint8Array([0, 3, 7, 8]));
bundle('too-few', 'one entry where two belong', 'BUNDLE_MALFORMED', 2, new Uint8Array([0, 1, 7]));
bundle('too-many', 'a byte behind the last entry', 'BUNDLE_MALFORMED', 1, new Uint8Array([0, 1, 7, 0]));
bundle('low-byte-first', 'the length with its low byte first', 'BUNDLE_MALFORMED', 1, new Uint8Array([2, 0, 7, 8]));

const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((each) =>
  Uint8Array.from(Buffer.from(each, 'hex')),
);
const eight = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
] as const;
const [n01, n2, n4567, n45, n23] = [
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  '',
  '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
  '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
];
const leaf1 = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7';
const leaf4 = 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b';
if (n2 !== '' || n01 !== eight[1]) throw new Error('the table of published hashes is out of order');
const inclusion = (
  name: string,
  about: string,
  code: string,
  index: number,
  size: number,
  proof: readonly string[],
  given: object = {},
): void =>
  add(`inclusion-${name}`, {
    about,
    kind: 'inclusion',
    code,
    index,
    size,
    leaf: hex(leafHash(sha256, leaves[index] ?? new Uint8Array(0))),
    root: eight[size - 1],
    proof,
    ...given,
  });
const invalid = 'INCLUSION_INVALID';
inclusion('1-of-1', 'the only leaf', 'ok', 0, 1, []);
inclusion('1-of-8', 'published: leaf 0 of 8', 'ok', 0, 8, [leaf1, n23, n4567]);
inclusion('6-of-8', 'published: leaf 5 of 8', 'ok', 5, 8, [leaf4, n45, eight[3]]);
inclusion('3-of-3', 'published: leaf 2 of 3', 'ok', 2, 3, [n01]);
inclusion('2-of-5', 'published: leaf 1 of 5', 'ok', 1, 5, [eight[0], n23, leaf4]);
inclusion('index-less', 'the index one less', invalid, 5, 8, [leaf4, n45, eight[3]], { index: 4 });
inclusion('index-more', 'the index one more', invalid, 5, 8, [leaf4, n45, eight[3]], { index: 6 });
inclusion('index-beyond', 'an index as large as the size', invalid, 5, 8, [leaf4, n45, eight[3]], { index: 8 });
inclusion('size-double', 'the size doubled', invalid, 5, 8, [leaf4, n45, eight[3]], { size: 16 });
inclusion('size-half', 'the size halved', invalid, 1, 8, [eight[0], n23, n4567], { size: 4 });
inclusion('wrong-leaf', 'another leaf', invalid, 5, 8, [leaf4, n45, eight[3]], { leaf: leaf1 });
inclusion('empty-root', 'the root of the empty tree', invalid, 5, 8, [leaf4, n45, eight[3]], { root: hex(sha256(new Uint8Array(0))) });
inclusion('trailing-root', 'the root at the end of the proof', invalid, 5, 8, [leaf4, n45, eight[3], eight[7]]);
inclusion('preceding-root', 'the root at the front of the proof', invalid, 5, 8, [eight[7], leaf4, n45, eight[3]]);
inclusion('removed', 'the last hash left out', invalid, 5, 8, [leaf4, n45]);
inclusion('changed-bit', 'a bit changed', invalid, 5, 8, [leaf4.replace(/^b/, 'a'), n45, eight[3]]);
inclusion('short-hash', 'a hash of 31 bytes', invalid, 5, 8, [leaf4.slice(2), n45, eight[3]]);
inclusion('empty-tree', 'a leaf of a tree without entries', invalid, 0, 1, [], { size: 0, root: hex(sha256(new Uint8Array(0))) });

const consistency = (
  name: string,
  about: string,
  code: string,
  oldSize: number,
  size: number,
  proof: readonly string[],
  given: object = {},
): void =>
  add(`consistency-${name}`, {
    about,
    kind: 'consistency',
    code,
    oldSize,
    size,
    oldRoot: eight[oldSize - 1],
    root: eight[size - 1],
    proof,
    ...given,
  });
const inconsistent = 'CONSISTENCY_INVALID';
const sixToEight = ['0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a', n45, eight[3]] as const;
consistency('1-1', 'published: the same tree', 'ok', 1, 1, []);
consistency('1-8', 'published: 1 to 8', 'ok', 1, 8, [leaf1, n23, n4567]);
consistency('6-8', 'published: 6 to 8', 'ok', 6, 8, sixToEight);
consistency('2-5', 'published: 2 to 5', 'ok', 2, 5, [n23, leaf4]);
consistency('6-7', 'published: 6 to 7', 'ok', 6, 7, [
  sixToEight[0],
  'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
  eight[3],
]);
consistency('0-8', 'every tree begins with the empty one', 'ok', 1, 8, [], { oldSize: 0, oldRoot: hex(sha256(new Uint8Array(0))) });
consistency('0-8-root', 'of size 0, with a root that is not the empty tree’s', inconsistent, 1, 8, [], { oldSize: 0 });
consistency('swapped-roots', 'the roots the wrong way round', inconsistent, 6, 8, sixToEight, { oldRoot: eight[7], root: eight[5] });
consistency('backwards', 'the larger tree first', inconsistent, 8, 6, sixToEight);
consistency('empty-proof', 'no proof', inconsistent, 6, 8, []);
consistency('fork', 'the same size, another root', inconsistent, 8, 8, [], { root: eight[6] });
consistency('same-with-proof', 'the same tree, and a proof of nothing', inconsistent, 8, 8, [leaf1]);
consistency('wrong-old-root', 'another old root', inconsistent, 6, 8, sixToEight, { oldRoot: eight[4] });
consistency('old-size-less', 'the old size one less', inconsistent, 6, 8, sixToEight, { oldSize: 5 });
consistency('old-size-more', 'the old size one more', inconsistent, 6, 8, sixToEight, { oldSize: 7 });
consistency('truncated', 'the last hash left out', inconsistent, 6, 8, sixToEight.slice(0, 2));
consistency('trailing', 'the old root at the end', inconsistent, 6, 8, [...sixToEight, eight[5]]);
consistency('preceding', 'the first hash twice', inconsistent, 6, 8, [sixToEight[0], ...sixToEight]);
consistency('changed-bit', 'a bit changed', inconsistent, 6, 8, [sixToEight[0].replace(/^0/, '1'), ...sixToEight.slice(1)]);

const path = (index: number, width: number, level: number | 'entries', given: string): void =>
  add(`path-${level}-${index}-${width}`, {
    about: `where ${level === 'entries' ? 'the bundle' : 'the tile'} is`,
    kind: 'path',
    code: 'ok',
    level,
    index,
    width,
    path: given,
  });
path(1_234_067, 256, 0, 'tile/0/x001/x234/067');
path(0, 17, 1, 'tile/1/000.p/17');
path(1000, 256, 2, 'tile/2/x001/000');
path(273, 112, 'entries', 'tile/entries/273.p/112');

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const [name, vector] of Object.entries(vectors)) writeFileSync(new URL(`${name}.json`, out), canonicalJson(vector));
console.log(`${Object.keys(vectors).length} vectors`);
// The example at the head of docs/spec/register.md.
console.log(`${text(signed)}\n${text(entries[0] ?? new Uint8Array(0))}\n${logVkey}`);
