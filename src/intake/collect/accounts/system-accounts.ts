import type { AccountExhibit } from '../../../model/exhibits.ts';
import type { Entry, Tree } from '../../../model/unpacked.ts';
import { type AccountLine, accountFileLines } from './account-lines.ts';
import type { LoginJudge } from './login-judge.ts';
import { readText } from './read-text.ts';
import { resolveLink } from './resolve-link.ts';

const mostBytes = 2 ** 20;
const fileName = /^(passwd|master\.passwd|shadow)((?:[-._~].*)?)$/;

/** The account files of one folder that belong together: `passwd` and `shadow`, or a backup pair (`passwd-`, `shadow-`, `….bak`). */
type Store = { passwd: readonly Line[]; shadow: readonly Line[] };
type Line = AccountLine & { readonly at: string };
/** A line with what is in force for its user; `shadowed`: passwd points to a shadow entry. */
type Login = Line & { readonly shadowed: boolean };

/**
 * The logins of the passwd and shadow files of a tree: one account per login and folder, `at` where its hash stands, uid and shell from
 * passwd. A backup's login is told only where it differs from the folder's own. A login whose passwd field is `x` (or `*`) and that has
 * no shadow line is locked: nothing a person types can match.
 */
export function systemAccounts(tree: Tree, judge: LoginJudge): readonly AccountExhibit[] {
  const folders = new Map<string, Map<string, Store>>();
  for (const { folder, base, suffix, file } of accountFiles(tree)) addFile(folders, folder, base, suffix, file);
  return [...folders.values()].flatMap((stores) => folderAccounts(stores, judge));
}

/** The logins of one account file that stands in no tree (a file handed in). */
export function looseAccounts(piece: Entry, judge: LoginJudge): readonly AccountExhibit[] {
  if (!/passwd|shadow/i.test(piece.path)) return [];
  const text = readText(piece, mostBytes);
  if (text === null) return [];
  const shadow = accountFileLines(text, /shadow/i.test(piece.path) ? 'shadow' : 'passwd').map((line) => ({ ...line, at: piece.at }));
  return folderAccounts(new Map([['', { passwd: [], shadow }]]), judge);
}

type AccountFile = { readonly folder: string; readonly base: string; readonly suffix: string; readonly file: Entry };

/** Account files by the folder they are looked for in: a linked file counts once, where the link stands. */
function accountFiles(tree: Tree): readonly AccountFile[] {
  const found: AccountFile[] = [];
  const seen = new Set<string>();
  const named = tree.entries.filter((entry) => fileName.test(baseName(entry.path)));
  for (const entry of [...named.filter((one) => one.type === 'symlink'), ...named.filter((one) => one.type === 'file')]) {
    const file = resolveLink(tree, entry.path);
    if (file === undefined || file.kind === 'elf' || seen.has(file.path)) continue;
    const [, base = '', suffix = ''] = fileName.exec(baseName(entry.path)) ?? [];
    if (entry.type === 'symlink' && !/^\/.*etc/.test(entry.path)) continue;
    seen.add(file.path);
    found.push({ folder: entry.path.slice(0, -baseName(entry.path).length), base, suffix, file });
  }
  return found;
}

function addFile(folders: Map<string, Map<string, Store>>, folder: string, base: string, suffix: string, file: Entry): void {
  const text = readText(file, mostBytes);
  if (text === null) return;
  const lines = accountFileLines(text, base === 'shadow' ? 'shadow' : 'passwd').map((line) => ({ ...line, at: file.at }));
  if (lines.length === 0) return;
  const stores = folders.get(folder) ?? new Map<string, Store>();
  folders.set(folder, stores);
  const store = stores.get(suffix) ?? { passwd: [], shadow: [] };
  stores.set(suffix, store);
  if (base === 'shadow') store.shadow = lines;
  else if (base === 'master.passwd' || store.passwd.length === 0) store.passwd = lines;
}

function folderAccounts(stores: ReadonlyMap<string, Store>, judge: LoginJudge): readonly AccountExhibit[] {
  const own = effectiveLines(stores.get('') ?? { passwd: [], shadow: [] });
  const chosen = [...own.values()];
  for (const [suffix, store] of stores) {
    if (suffix === '') continue;
    for (const [user, line] of effectiveLines(store)) {
      const current = own.get(user);
      if (current === undefined) chosen.push(line);
      else if (current.field !== line.field && /^.{4,}$/.test(line.field)) chosen.push({ ...line, uid: current.uid, shell: current.shell });
    }
  }
  return chosen
    .filter(isLogin)
    .map(({ at, line, user, field, uid, shell }) => ({ at: `${at}:${line}`, user, uid, shell, password: judge.hashed(user, field) }));
}

/**
 * Whether an account is a login at all: not so a service's own (`daemon`, `nobody` …), which has `*` or `!` for a password in passwd itself
 * and a system uid or no shell. Those with a shadow entry, the super-user and people's accounts always are.
 */
function isLogin({ user, field, uid, shell, shadowed }: Login): boolean {
  if (!/^[*!]+$/.test(field) || shadowed || uid === 0 || user === 'root') return true;
  return uid !== null && uid >= 1000 && uid < 65_533 && shell !== null && !/(nologin|false|sync|null)$/.test(shell);
}

/** What login(1) goes by: the passwd field, or the shadow line where that field is `x` or `*`. */
function effectiveLines({ passwd, shadow }: Store): ReadonlyMap<string, Login> {
  const hidden = new Map(shadow.map((line) => [line.user, line]));
  const lines = new Map<string, Login>();
  for (const line of passwd) {
    const behind = line.field === 'x' || line.field === '*' ? hidden.get(line.user) : undefined;
    const shadowed = line.field === 'x';
    lines.set(line.user, behind === undefined ? { ...line, shadowed } : { ...behind, uid: line.uid, shell: line.shell, shadowed });
  }
  for (const line of shadow) if (!lines.has(line.user)) lines.set(line.user, { ...line, shadowed: false });
  return lines;
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
