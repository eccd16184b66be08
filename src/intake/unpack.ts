import { Budget, type Limits } from '../foundation/budget.ts';
import { asDecodeError, DecodeError } from '../foundation/decode-error.ts';
import { hex } from '../foundation/hex.ts';
import { by } from '../foundation/order.ts';
import type { ContainerExhibit, OpaqueExhibit, ProblemExhibit } from '../model/exhibits.ts';
import type { Format, FormatTools, Member, Opened } from '../model/format.ts';
import type { Host } from '../model/host.ts';
import type { ContentKind, Entry, Hit, Tree, Unpacked } from '../model/unpacked.ts';
import { type NamedContent, nameContent } from './content-kind.ts';
import { type Candidate, type ContentScan, type ContentScanner, hitsWithin } from './content-scanner.ts';
import { denseRuns } from './dense-runs.ts';
import { guessOpaque } from './guess-opaque.ts';
import { indexTree } from './index-tree.ts';
import { nameRegion } from './name-region.ts';
import { pieceEntry } from './piece-entry.ts';
import { identified, opaque, type Split, scale, sum, unread } from './split.ts';
import { isFill, splitRegions } from './split-regions.ts';
import { treeDigest } from './tree-digest.ts';

/** Evidence as handed in: one file's bytes, or a folder's members. */
export type EvidenceInput = { readonly name: string; readonly content: Uint8Array | readonly Member[] };

export type UnpackContext = {
  readonly host: Host;
  readonly limits: Limits;
  readonly needles: readonly string[];
  readonly scanner: ContentScanner;
};

export type UnpackResult = Unpacked & {
  readonly kind: ContentKind;
  readonly coverage: Split;
  readonly containers: readonly ContainerExhibit[];
  readonly opaque: readonly OpaqueExhibit[];
  readonly problems: readonly ProblemExhibit[];
  readonly spent: Budget['spent'];
};

/** Takes evidence apart, recursively, in memory, under a budget; nothing is written and no byte is left unaccounted for. Never throws for what it finds. */
export function unpack(input: EvidenceInput, context: UnpackContext): UnpackResult {
  return new Unpacker(context).run(input);
}

/** Contents smaller than this are not searched for containers inside. */
const carveFrom = 512;
/** Containers in one piece of evidence, and places that only look like one: an image of nothing but headers is an attack. */
const mostContainers = 10_000;
const mostFailures = 4096;
/** Contents are kept once read, for the collectors that ask again, until they come to this many bytes; later ones are decoded again. */
const mostKept = 2 ** 27;

type Found = { readonly kind: ContentKind; readonly split: Split };
type Explored = Found & { readonly hits: readonly Hit[] };
type Carving = { readonly inTree: boolean; readonly named: NamedContent; readonly hits: readonly Hit[]; readonly pieces: readonly Piece[] };
/** A content's digest and what it was found to be. */
type Seen = { readonly sha256: string; readonly explored: Explored };
type Piece = { readonly offset: number; readonly format: Format; readonly opened: Opened | DecodeError };
type Stretch = { readonly start: number; readonly end: number };
type Named = Pick<Carving, 'named' | 'hits'> & { readonly kind: ContentKind };
type Content = { readonly at: string; readonly path: string; readonly bytes: Uint8Array; readonly depth: number };

class Unpacker {
  readonly #context: UnpackContext;
  readonly #budget: Budget;
  readonly #tools: FormatTools;
  readonly #trees: Tree[] = [];
  readonly #pieces: Entry[] = [];
  readonly #containers: ContainerExhibit[] = [];
  readonly #opaque: OpaqueExhibit[] = [];
  readonly #problems: ProblemExhibit[] = [];
  /** Contents already looked at, by where they stand in memory: a file under a thousand names is one content. */
  readonly #seen = new WeakMap<ArrayBufferLike, Map<string, Seen>>();
  #kept = 0;
  #failures = 0;

  constructor(context: UnpackContext) {
    this.#context = context;
    this.#budget = new Budget(context.limits);
    this.#tools = { host: context.host, budget: this.#budget };
  }

  run(input: EvidenceInput): UnpackResult {
    const found = this.#start(input);
    return {
      kind: found.kind,
      coverage: found.split,
      trees: this.#trees,
      pieces: this.#pieces,
      containers: this.#containers,
      opaque: this.#opaque,
      problems: this.#problems,
      spent: this.#budget.spent,
    };
  }

  #start({ name, content }: EvidenceInput): Found {
    if (content instanceof Uint8Array) return this.#explore({ at: name, path: name, bytes: content, depth: 0 }, false);
    const bytes = content.reduce((total, member) => total + member.size, 0);
    const opened: Opened = { bytes, status: 'unpacked', detail: 'Folder', members: content, troubles: [] };
    return { kind: 'container', split: this.#tree({ at: name, path: name, bytes: new Uint8Array(), depth: 0 }, 0, 'folder', opened) };
  }

  /** One content: a container, something known, or a raw image to be carved. A content in a tree is named by its file already. */
  #explore(content: Content, inTree: boolean): Explored {
    const { bytes } = content;
    const opened = this.#openStart(content);
    const whole = opened.find(({ opened: one }) => one instanceof DecodeError || isFill(bytes, one.bytes, bytes.length));
    if (whole) return { kind: 'container', split: this.#enterWhole(content, whole), hits: [] };
    const { hits, candidates } = this.#scan(content.at, bytes);
    const named = nameContent(bytes);
    return this.#carve(content, { inTree, named, hits, pieces: this.#piecesIn(bytes, named, opened, candidates) });
  }

  /** The containers inside a content: anywhere in data, behind the end of what is named, and, where nothing else can be meant, within it. */
  #piecesIn(bytes: Uint8Array, { kind, end }: NamedContent, opened: readonly Piece[], candidates: readonly Candidate[]): readonly Piece[] {
    if (bytes.length < carveFrom || kind === 'empty' || kind === 'container') return [];
    if (kind === 'data') return this.#pieceList(bytes, candidates, opened, ['certain', 'likely']);
    const behind = isFill(bytes, end, bytes.length)
      ? []
      : this.#pieceList(
          bytes,
          candidates.filter(({ offset }) => offset >= end),
          [],
          ['certain', 'likely'],
        );
    const within = ['elf', 'image', 'media'].includes(kind)
      ? this.#pieceList(
          bytes.subarray(0, end),
          candidates.filter(({ offset }) => offset > 0 && offset < end),
          [],
          ['certain'],
        )
      : [];
    // A program may carry its help text compressed, or a marker it writes to flash; a file system inside one is no part of it.
    return [
      ...within.filter(({ format, opened: one }) => format.shape === 'tree' && !(one instanceof DecodeError) && one.members.length > 0),
      ...behind,
    ];
  }

  /** Explores a content, or remembers it. What looking costs is counted, so that the same bytes under many names cannot take for ever. */
  #look(content: Content, inTree: boolean): Seen {
    const { bytes } = content;
    const views = this.#seen.get(bytes.buffer) ?? new Map<string, Seen>();
    this.#seen.set(bytes.buffer, views);
    const view = `${bytes.byteOffset}:${bytes.length}`;
    const before = views.get(view);
    if (before) return before;
    this.#budget.spend('steps', bytes.length >>> 6);
    const seen = { sha256: hex(this.#context.host.hash('sha256', bytes)), explored: this.#explore(content, inTree) };
    views.set(view, seen);
    return seen;
  }

  /** What begins at a content's first byte, up to the one that spans it. */
  #openStart({ bytes }: Content): readonly Piece[] {
    const pieces: Piece[] = [];
    for (const format of this.#context.scanner.atStart(bytes)) {
      const piece = this.#tryOpen(format, bytes, 0);
      if (piece) pieces.push(piece);
      if (piece && (piece.opened instanceof DecodeError || isFill(bytes, piece.opened.bytes, bytes.length))) break;
    }
    return pieces;
  }

  #tryOpen(format: Format, bytes: Uint8Array, offset: number): Piece | undefined {
    const sure = format.recognise(bytes, offset);
    if (sure === 'no') return undefined;
    try {
      this.#budget.spend('steps', 100);
      return { offset, format, opened: format.open(bytes.subarray(offset), this.#tools) };
    } catch (error) {
      const known = asDecodeError(error);
      this.#failures += 1;
      return sure === 'certain' || known.code === 'limit' ? { offset, format, opened: known } : undefined;
    }
  }

  /** Containers where they stand, and names for what lies before, between and behind them. */
  #carve(content: Content, { inTree, named, hits, pieces }: Carving): Explored {
    const { bytes } = content;
    const kind = named.kind === 'data' ? nameRegion(bytes, hits, this.#context.needles) : named.kind;
    if (pieces.length === 0 && (named.kind === 'data' || isFill(bytes, named.end, bytes.length))) {
      if (!inTree && named.kind === 'data') return { kind, split: this.#gap(content, { start: 0, end: bytes.length }, kind, hits), hits };
      if (!inTree) this.#pieces.push(this.#piece(content, kind, hits));
      return { kind, split: kind === 'data' ? this.#fileOfData(content) : identified(bytes.length), hits };
    }
    if (named.end > 0 && !inTree) this.#pieces.push(this.#piece(content, kind, hits));
    const splits: Split[] = [];
    let end = 0;
    for (const [index, piece] of pieces.entries()) {
      splits.push(this.#between(content, { start: end, end: piece.offset }, { named, kind, hits }));
      const place = `${content.at}!/0x${piece.offset.toString(16)}.${piece.format.id}`;
      const next = pieces[index + 1]?.offset ?? bytes.length;
      splits.push(this.#enter(content, piece, place, next));
      end = piece.opened instanceof DecodeError ? next : piece.offset + piece.opened.bytes;
    }
    splits.push(this.#between(content, { start: end, end: bytes.length }, { named, kind, hits }));
    return { kind: kind === 'data' ? 'container' : kind, split: sum(splits), hits };
  }

  /** Bytes beside containers: up to its end they belong to what the content is named for, behind it they stand for themselves. */
  #between(content: Content, { start, end }: Stretch, { named, kind, hits }: Named): Split {
    const inside = Math.max(0, Math.min(end, named.end) - start);
    return sum([identified(inside), this.#gap(content, { start: start + inside, end }, kind, hits)]);
  }

  /** Containers at the places given, in order, none inside another. One that is surely there but cannot be opened gives way to what stands in its place. */
  #pieceList(bytes: Uint8Array, candidates: readonly Candidate[], opened: readonly Piece[], sure: readonly string[]): readonly Piece[] {
    const pieces: Piece[] = [];
    let cursor = 0;
    for (const { offset, format } of candidates) {
      if (offset < cursor || !sure.includes(format.recognise(bytes, offset))) continue;
      if (this.#failures > mostFailures || this.#containers.length + pieces.length > mostContainers) {
        const detail = `more than ${mostContainers} containers, or ${mostFailures} places that look like one and are none`;
        pieces.push({ offset, format, opened: new DecodeError('limit', detail, offset) });
        return pieces;
      }
      const piece = (offset === 0 && opened.find((one) => one.format === format)) || this.#tryOpen(format, bytes, offset);
      if (!piece) continue;
      pieces.push(piece);
      cursor = piece.opened instanceof DecodeError ? offset + 1 : offset + Math.max(1, piece.opened.bytes);
    }
    return pieces;
  }

  /** A container that spans its content, but for fill behind it. */
  #enterWhole(content: Content, piece: Piece): Split {
    const end = piece.opened instanceof DecodeError ? content.bytes.length : piece.opened.bytes;
    return sum([this.#enter(content, piece, content.at), identified(content.bytes.length - end)]);
  }

  /** What is inside a container, and how its bytes are accounted for. `next` bounds a container whose own end is unknown. */
  #enter(content: Content, piece: Piece, at: string, next = content.bytes.length): Split {
    const { opened, offset, format } = piece;
    if (opened instanceof DecodeError) {
      const status = opened.code === 'truncated' || opened.code === 'internal' ? 'malformed' : opened.code;
      this.#containers.push({ at, format: format.id, offset, bytes: next - offset, tree: null, status, files: 0, detail: format.title });
      return this.#fail(at, next - offset, opened);
    }
    try {
      this.#budget.enter(content.depth + 1);
    } catch (error) {
      this.#list({ at, offset, format: format.id }, { ...opened, status: 'limit' }, 0);
      return this.#fail(at, opened.bytes, error);
    }
    const inner = { at, path: content.path, bytes: content.bytes, depth: content.depth + 1 };
    return format.shape === 'tree' ? this.#tree(inner, offset, format.id, opened) : this.#parts(inner, offset, format.id, opened);
  }

  /** Lists a container before what is inside it; gives its place in the list, for what is known of it only afterwards. */
  #list(where: Pick<ContainerExhibit, 'at' | 'offset' | 'format'>, { bytes, status, detail }: Opened, files: number): number {
    return this.#containers.push({ ...where, bytes, tree: null, status, files, detail }) - 1;
  }

  #parts(content: Content, offset: number, format: string, opened: Opened): Split {
    const { at, depth } = content;
    this.#troubles(at, opened);
    const slot = this.#list({ at, offset, format }, opened, opened.members.length);
    let damaged = false;
    const splits = opened.members.map((member) => {
      const place = `${at}!${member.path}`;
      try {
        return this.#look({ at: place, path: member.path, bytes: member.read(), depth }, false).explored.split;
      } catch (error) {
        damaged = true;
        return this.#fail(place, Math.max(1, member.size), error);
      }
    });
    if (damaged) this.#downgrade(slot);
    return scale(opened.members.length === 0 && opened.status !== 'unpacked' ? unread(1) : sum(splits), opened.bytes);
  }

  #tree(content: Content, offset: number, format: string, opened: Opened): Split {
    const { at, depth } = content;
    this.#troubles(at, opened);
    const slot = this.#list({ at, offset, format }, opened, 0);
    const splits: Split[] = [];
    let damaged = false;
    const entries = [...opened.members].sort(by((member) => member.path)).map((member): Entry => {
      const place = `${at}!${member.path}`;
      const blank = { ...member, at: place, sha256: null, kind: null, hits: [] };
      if (member.type !== 'file') return blank;
      try {
        const bytes = member.read();
        const { sha256, explored } = this.#look({ at: place, path: member.path, bytes, depth }, true);
        splits.push(explored.split);
        return { ...blank, sha256, kind: explored.kind, hits: explored.hits, read: this.#keep(bytes, member.read) };
      } catch (error) {
        damaged = true;
        splits.push(this.#fail(place, Math.max(1, member.size), error));
        return blank;
      }
    });
    const status = damaged && opened.status === 'unpacked' ? 'partial' : opened.status;
    const { twice, ...index } = indexTree(at, entries);
    for (const entry of twice) this.#problems.push({ code: 'malformed', at: entry.at, detail: 'a second entry of this name' });
    this.#trees.push({ at, format, status, ...index });
    const files = entries.filter((entry) => entry.type === 'file').length;
    const tree = treeDigest(entries, this.#context.host.hash);
    this.#containers[slot] = { at, format, offset, bytes: opened.bytes, tree, status, files, detail: opened.detail };
    return scale(entries.length === 0 && status !== 'unpacked' ? unread(1) : sum(splits), opened.bytes);
  }

  /** Bytes between containers: fill, a named region, or opaque. */
  #gap(content: Content, { start, end }: Stretch, within: ContentKind, all: readonly Hit[]): Split {
    const { at, bytes } = content;
    return sum(
      splitRegions(bytes, start, end).map((region) => {
        const part = bytes.subarray(region.start, region.end);
        if (region.fill) return identified(part.length);
        const hits = hitsWithin(all, region.start, region.end);
        const named = nameRegion(part, hits, this.#context.needles);
        const kind = named === 'data' ? (within === 'kernel' ? within : named) : named;
        const place = `${at}!/0x${region.start.toString(16)}`;
        this.#pieces.push(this.#piece({ at: place, path: place.slice(at.length + 1), bytes: part, depth: content.depth }, kind, hits));
        return kind === 'data' ? this.#noteOpaque(at, region.start, part) : this.#noteDense(at, region.start, part);
      }),
    );
  }

  /** A kernel's or boot loader's bytes are code and tables: what is dense among them is something else. */
  #noteDense(at: string, offset: number, bytes: Uint8Array): Split {
    const dense = denseRuns(bytes).map((run) => this.#noteOpaque(at, offset + run.start, bytes.subarray(run.start, run.end)));
    const split = sum(dense);
    return sum([split, identified(bytes.length - split.opaque)]);
  }

  /** A file nobody can name stands in its tree all the same; only bytes that could hide something count as opaque. */
  #fileOfData({ at, bytes }: Content): Split {
    const { guess } = guessOpaque(bytes);
    return guess === 'encrypted' || guess === 'compressed' ? this.#noteOpaque(at, 0, bytes) : identified(bytes.length);
  }

  #scan(at: string, bytes: Uint8Array): ContentScan {
    const scan = this.#context.scanner.scan(bytes);
    if (scan.cut) this.#problems.push({ code: 'limit', at, detail: 'more places to look at than are looked at in one file' });
    return scan;
  }

  #noteOpaque(at: string, offset: number, bytes: Uint8Array): Split {
    if (bytes.length === 0) return identified(0);
    this.#opaque.push({ at, offset, bytes: bytes.length, ...guessOpaque(bytes) });
    return opaque(bytes.length);
  }

  #piece({ at, path, bytes }: Content, kind: ContentKind, hits: readonly Hit[]): Entry {
    return pieceEntry(at, path, bytes, { kind, hits, sha256: hex(this.#context.host.hash('sha256', bytes)) });
  }

  #keep(bytes: Uint8Array, read: () => Uint8Array): () => Uint8Array {
    if (this.#kept + bytes.length > mostKept) return read;
    this.#kept += bytes.length;
    return () => bytes;
  }

  #troubles(at: string, opened: Opened): void {
    for (const trouble of opened.troubles) this.#problems.push({ code: trouble.code, at, detail: trouble.detail });
  }

  #fail(at: string, bytes: number, error: unknown): Split {
    const known = asDecodeError(error);
    this.#problems.push({ code: known.code, at, detail: known.message });
    return unread(bytes);
  }

  #downgrade(slot: number): void {
    const container = this.#containers[slot] as ContainerExhibit;
    if (container.status === 'unpacked') this.#containers[slot] = { ...container, status: 'partial' };
  }
}
