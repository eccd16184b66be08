import type { AccountExhibit } from '../../../model/exhibits.ts';
import type { Entry, Tree } from '../../../model/unpacked.ts';
import { type AccountLine, accountFileLines } from './account-lines.ts';
import type { LoginJudge } from './login-judge.ts';
import { readText } from './read-text.ts';
import { resolveLink } from './resolve-link.ts';

const mostBytes = 2 ** 20;
/** Where the system's own account files stand: `/etc`, `/etc_ro`, `/var/etc` … */
const settingsFolder = /\/[^/]*etc[^/]*\/[^/]*$/;
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
  for (const file of accountFiles(tree)) addFile(folders, file, judge);
  return [...folders.values()].flatMap((stores) => folderAccounts(stores, judge));
}

/** The logins of one account file that stands in no tree (a file handed in). */
export function looseAccounts(piece: Entry, judge: LoginJudge): readonly AccountExhibit[] {
  // A firmware may be called `shadow`-something: only a text can be too large for an account file.
  if (!/passwd|shadow/i.test(piece.path) || (piece.size > mostBytes && piece.kind !== 'text')) return [];
  const shadow = fileLines(piece, /shadow/i.test(piece.path) ? 'shadow' : 'passwd', false, judge);
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
    if (file === undefined || seen.has(file.path) || (file.kind === 'elf' && !settingsFolder.test(entry.path))) continue;
    const [, base = '', suffix = ''] = fileName.exec(baseName(entry.path)) ?? [];
    if (entry.type === 'symlink' && !/^\/.*etc/.test(entry.path)) continue;
    seen.add(file.path);
    found.push({ folder: entry.path.slice(0, -baseName(entry.path).length), base, suffix, file });
  }
  return found;
}

/**
 * The lines of an account file. Lines that could not be read are noted once a file, with the first one's place; a file none of whose lines
 * could is something else (PAM's settings, a completion, a program), unless its folder says it must be one.
 */
function fileLines(file: Entry, promised: 'passwd' | 'shadow', isPromised: boolean, { note }: LoginJudge): readonly Line[] {
  const { lines, unread } = accountFileLines(readText(file, mostBytes, note) ?? '', promised);
  if (unread !== null && (lines.length > 0 || isPromised))
    note({ code: 'malformed', at: `${file.at}:${unread.first}`, detail: `${unread.count} lines of an account file are of no known form` });
  return lines.map((line) => ({ ...line, at: file.at }));
}

function addFile(folders: Map<string, Map<string, Store>>, { folder, base, suffix, file }: AccountFile, judge: LoginJudge): void {
  const isPromised = suffix === '' && settingsFolder.test(`${folder}${base}`);
  const lines = fileLines(file, base === 'shadow' ? 'shadow' : 'passwd', isPromised, judge);
  if (lines.length === 0) return;
  const stores = folders.get(folder) ?? new Map<string, Store>();
  folders.set(folder, stores);
  const store = stores.get(suffix) ?? { passwd: [], shadow: [] };
  stores.set(suffix, store);
  if (base === 'shadow') store.shadow = lines;
  else if (base === 'master.passwd' || store.passwd.length === 0) store.passwd = lines;
}

function folderAccounts(stores: ReadonlyMap<string, Store>, judge: LoginJudge): readonly AccountExhibit[] {
  const ownLines = effectiveLines(stores.get('') ?? { passwd: [], shadow: [] });
  const own = firstOf(ownLines);
  const chosen = [...ownLines];
  for (const [suffix, store] of stores) {
    if (suffix === '') continue;
    for (const line of effectiveLines(store)) {
      const current = own.get(line.user);
      if (current === undefined) chosen.push(line);
      else if (current.field !== line.field && /^.{4,}$/.test(line.field)) chosen.push({ ...line, uid: current.uid, shell: current.shell });
    }
  }
  return chosen
    .filter((login) => isLogin(login) && judge.admits(login.at))
    .map(({ at: file, line, user, field, uid, shell }) => {
      const at = `${file}:${line}`;
      return { at, user, uid, shell, password: judge.hashed(user, field, at) };
    });
}

/**
 * Whether an account is a login at all: not so a service's own (`daemon`, `nobody` …), which has `*` or `!` for a password in passwd itself
 * and a system uid or no shell. Those with a shadow entry, the super-user and people's accounts always are.
 */
function isLogin({ user, field, uid, shell, shadowed }: Login): boolean {
  if (!/^[*!]+$/.test(field) || shadowed || uid === 0 || user === 'root') return true;
  return uid !== null && uid >= 1000 && uid < 65_533 && shell !== null && !/(nologin|false|sync|null)$/.test(shell);
}

/**
 * What login(1) goes by: the passwd field, or the shadow line where that field is `x` or `*`. A user's first line is the one in force; the
 * others are told too, for some programs go by the last.
 */
function effectiveLines({ passwd, shadow }: Store): readonly Login[] {
  const hidden = firstOf(shadow);
  const named = firstOf(passwd);
  const used = new Set<Line>();
  const lines = passwd.map((line): Login => {
    const behind = line.field === 'x' || line.field === '*' ? hidden.get(line.user) : undefined;
    const shadowed = line.field === 'x';
    if (behind === undefined) return { ...line, shadowed };
    used.add(behind);
    return { ...behind, uid: line.uid, shell: line.shell, shadowed };
  });
  for (const line of shadow) {
    const owner = named.get(line.user);
    if (used.has(line) || (owner !== undefined && owner.field !== 'x' && owner.field !== '*')) continue;
    lines.push({ ...line, uid: owner?.uid ?? null, shell: owner?.shell ?? null, shadowed: owner?.field === 'x' });
  }
  return lines;
}

/** The first line of each user. */
function firstOf<T extends Line>(lines: readonly T[]): ReadonlyMap<string, T> {
  const first = new Map<string, T>();
  for (const line of lines) if (!first.has(line.user)) first.set(line.user, line);
  return first;
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
