import type { CollectorContext } from '../../../model/collector.ts';
import type { UpdateExhibit } from '../../../model/exhibits.ts';
import type { Entry, Tree } from '../../../model/unpacked.ts';
import { smallText } from '../small-text.ts';
import { withoutComments } from './without-comments.ts';

type Note = CollectorContext['note'];

const filesIn = (tree: Tree, path: RegExp): readonly Entry[] =>
  tree.entries.filter((entry) => entry.type === 'file' && path.test(entry.path));
const activeLines = (text: string): readonly string[] =>
  text.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));

/** opkg: lists are signed with usign (Ed25519) and checked when `check_signature` is set and a key is there. */
function opkg(tree: Tree, note: Note): readonly UpdateExhibit[] {
  const settings = filesIn(tree, /^\/etc\/opkg(?:\/[^/]+)?\.conf$/);
  const lines = settings.flatMap((entry) => activeLines(smallText(entry, note)));
  const feeds = lines.filter((line) => /^\s*src(?:\/gz)?\s/.test(line));
  const first = settings[0];
  if (first === undefined || feeds.length === 0) return [];
  const checked = lines.some((line) => /^\s*option\s+check_signature(?:\s+[^0\s]\S*)?\s*$/.test(line));
  const keys = filesIn(tree, /^\/etc\/opkg\/keys\/[^/]+$/).length;
  const detail = `${feeds.length} feeds, signature check ${checked ? 'on' : 'off'}, ${keys} keys`;
  return [
    { at: first.at, kind: 'opkg', signed: checked ? (keys > 0 ? true : null) : false, algorithm: checked ? 'ed25519' : null, detail },
  ];
}

/** apt: release files are checked with OpenPGP unless a source or a setting says otherwise (apt-secure(8)). */
function apt(tree: Tree, note: Note): readonly UpdateExhibit[] {
  const lists = filesIn(tree, /^\/etc\/apt\/sources\.list(?:\.d\/[^/]+\.(?:list|sources))?$/);
  const used = lists
    .map((entry) => ({ at: entry.at, lines: activeLines(smallText(entry, note)) }))
    .filter(({ lines: some }) => some.length > 0);
  const first = used[0];
  if (first === undefined) return [];
  const waived =
    used.some(({ lines: some }) => some.some((line) => /\btrusted\s*[=:]\s*yes/i.test(line))) ||
    filesIn(tree, /^\/etc\/apt\/apt\.conf(?:\.d\/[^/]+)?$/).some((entry) =>
      /AllowUnauthenticated\s+"?(?:true|1|yes)/i.test(withoutComments(smallText(entry, note))),
    );
  const keys = filesIn(tree, /^\/(?:etc\/apt\/(?:trusted\.gpg(?:\.d\/.+)?|keyrings\/.+)|usr\/share\/keyrings\/.+)$/).length;
  const signed = waived ? false : keys > 0 ? true : null;
  return [
    {
      at: first.at,
      kind: 'apt',
      signed,
      algorithm: signed === true ? 'openpgp' : null,
      detail: `${used.length} source lists, ${keys} keyrings`,
    },
  ];
}

/** apk: indexes are signed; apk refuses what no key in /etc/apk/keys signed (apk(8), --allow-untrusted). */
function apk(tree: Tree, note: Note): readonly UpdateExhibit[] {
  const [list] = filesIn(tree, /^\/etc\/apk\/repositories$/);
  if (list === undefined || activeLines(smallText(list, note)).length === 0) return [];
  const keys = filesIn(tree, /^\/etc\/apk\/keys\/[^/]+$/).length;
  return [{ at: list.at, kind: 'apk', signed: keys > 0 ? true : null, algorithm: keys > 0 ? 'rsa' : null, detail: `${keys} keys` }];
}

/** Package managers that are set up to fetch something. */
export const packageManagers = (tree: Tree, note: Note): readonly UpdateExhibit[] => [
  ...opkg(tree, note),
  ...apt(tree, note),
  ...apk(tree, note),
];
