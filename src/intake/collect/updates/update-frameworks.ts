import type { CollectorContext } from '../../../model/collector.ts';
import type { UpdateExhibit } from '../../../model/exhibits.ts';
import type { Tree } from '../../../model/unpacked.ts';
import { smallText } from '../small-text.ts';
import { withoutComments } from './without-comments.ts';

type Framework = {
  readonly kind: string;
  /** The setting that decides, and the program for where there is no setting. */
  readonly settings: RegExp;
  readonly program: RegExp;
  /** What the settings say of verification; null where they are silent. */
  readonly judge: (settings: string) => { readonly signed: boolean | null; readonly algorithm: string | null };
};

const unknown = { signed: null, algorithm: null } as const;

const frameworks: readonly Framework[] = [
  {
    // RAUC refuses every bundle that its keyring does not verify (RAUC manual, Security); the keyring is mandatory.
    kind: 'rauc',
    settings: /^\/etc\/rauc\/system\.conf$/,
    program: /\/rauc$/,
    judge: (text) =>
      sectionLines(text, 'keyring').some((line) => /^(?:path|directory)[ \t]*=[ \t]*\S/.test(line))
        ? { signed: true, algorithm: 'x509-cms' }
        : unknown,
  },
  {
    // SWUpdate checks signatures only when it is given a public key (SWUpdate manual, Update images from verified source).
    kind: 'swupdate',
    settings: /^\/etc\/swupdate(?:\.cfg|\/.+)$/,
    program: /\/swupdate$/,
    judge: (text) =>
      /public-key-file\s*=\s*"[^"]|\s-k\s*\S|--key[= ]\S/.test(withoutComments(text)) ? { signed: true, algorithm: null } : unknown,
  },
  {
    // Mender takes unsigned artifacts unless a verification key is set (Mender documentation, Artifact signing).
    kind: 'mender',
    settings: /^\/(?:etc|data|var\/lib)\/mender\/mender\.conf$/,
    program: /\/mender(?:-update|d)?$/,
    judge: (text) => ({ signed: /"ArtifactVerifyKeys?"\s*:\s*(?:"[^"]|\[\s*")/.test(withoutComments(text)), algorithm: null }),
  },
  {
    // OpenWrt: an image without a signature is taken unless REQUIRE_IMAGE_SIGNATURE is set (package/base-files, fwtool.sh).
    kind: 'sysupgrade',
    settings: /^\/(?:sbin\/sysupgrade|lib\/upgrade\/fwtool\.sh)$/,
    program: /\/sysupgrade$/,
    judge: (text) =>
      /^[^#\n]*?(?:fwtool_check_signature|ucert\s+-V)/m.test(text) && /^[ \t]*(?:export )?REQUIRE_IMAGE_SIGNATURE=["']?1/m.test(text)
        ? { signed: true, algorithm: 'ed25519' }
        : { signed: false, algorithm: null },
  },
];

/** The lines of one section of an ini file, trimmed. */
function sectionLines(text: string, section: string): readonly string[] {
  let current = '';
  return text.split('\n').flatMap((raw) => {
    const line = raw.trim();
    const name = /^\[([^\]]*)\]/.exec(line)?.[1];
    if (name !== undefined) current = name;
    return name === undefined && current === section ? [line] : [];
  });
}

/** Update frameworks that a tree holds, each once, at its settings or, without any, at its program. */
export function updateFrameworks(tree: Tree, note: CollectorContext['note']): readonly UpdateExhibit[] {
  return frameworks.flatMap(({ kind, settings, program, judge }) => {
    const files = tree.entries.filter((entry) => entry.type === 'file');
    const told = files.filter((entry) => settings.test(entry.path) && (entry.kind === 'text' || entry.kind === 'script'));
    const main = told.find((entry) => program.test(entry.path)) ?? told[0] ?? files.find((entry) => program.test(entry.path));
    if (main === undefined) return [];
    const { signed, algorithm } = told.length === 0 ? unknown : judge(told.map((entry) => smallText(entry, note)).join('\n'));
    return [{ at: main.at, kind, signed, algorithm, detail: told.length === 0 ? 'program without settings' : 'settings read' }];
  });
}
