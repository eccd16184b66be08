import type { Entry } from '../../../model/unpacked.ts';
import { assignedNames } from './assigned-names.ts';
import type { RootView } from './root-view.ts';
import { readShell, type ShellNode } from './shell-reader.ts';
import { readUci, type UciSection } from './uci.ts';

/** Characters of scripts read in one tree, some hundred times what a real one has; a script beyond them counts as not readable. */
const mostScriptText = 4 * 2 ** 20;

/** Scripts and configurations as read, each once. */
export class BootTexts {
  readonly #view: RootView;
  readonly #scripts = new Map<Entry, ShellNode | null>();
  readonly #substitutions = new Map<string, ShellNode>();
  readonly #configurations = new Map<string, readonly UciSection[] | null>();
  readonly #loops = new Map<ShellNode, ReadonlySet<string>>();

  #read = 0;

  constructor(view: RootView) {
    this.#view = view;
  }

  /** The tree of a script; null for what is no shell script. */
  script(entry: Entry): ShellNode | null {
    let node = this.#scripts.get(entry);
    if (node === undefined) {
      const text = this.#read < mostScriptText ? this.#view.text(entry) : null;
      this.#read += text?.length ?? 0;
      node = text === null ? null : readShell(text);
      this.#scripts.set(entry, node);
    }
    return node;
  }

  /** The commands of a substitution. */
  substitution(text: string): ShellNode {
    const node = this.#substitutions.get(text) ?? readShell(text);
    if (this.#substitutions.size < 4096) this.#substitutions.set(text, node);
    return node;
  }

  /** Sections of an OpenWrt configuration; null where it is not in the evidence, or too long to be read whole. */
  configuration(name: string): readonly UciSection[] | null {
    let sections = this.#configurations.get(name);
    if (sections === undefined) {
      const entry = /^[\w.-]{1,64}$/.test(name) ? this.#view.find(`/etc/config/${name}`) : null;
      const text = entry === null ? null : this.#view.text(entry);
      const read = text === null || text.length > 1 << 18 ? null : readUci(text);
      sections = read === null || read.length >= 256 ? null : read;
      this.#configurations.set(name, sections);
    }
    return sections;
  }

  /** Names that a loop may set. */
  assigned(loop: ShellNode): ReadonlySet<string> {
    let names = this.#loops.get(loop);
    if (names === undefined) {
      names = assignedNames(loop);
      this.#loops.set(loop, names);
    }
    return names;
  }
}
