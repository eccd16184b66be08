/** One line of an account file, with its number from 1. `uid` and `shell` are null where the file has no such field. */
export type AccountLine = {
  readonly line: number;
  readonly user: string;
  readonly field: string;
  readonly uid: number | null;
  readonly shell: string | null;
};

export type AccountFileLines = {
  readonly lines: readonly AccountLine[];
  /** The numbers of lines that are neither empty nor a comment and could not be read, and how many there are. */
  readonly unread: { readonly first: number; readonly count: number } | null;
};

type Form = { readonly lines: readonly AccountLine[]; readonly whole: number; readonly unread: AccountFileLines['unread'] };
type Parsed = Omit<AccountLine, 'line'> & { readonly isWhole: boolean };

/** A user name or a password field that is longer is told as unread: it would only swell the exhibits. */
const longestField = 1024;

/**
 * The lines of an account file: in the form its name promises, or in the other when that explains more lines (vendors mix them up, and
 * a shadow line's first number can be taken for a uid). What login(1) takes is read: any name that is not empty, an empty uid, a user
 * twice, a line of any length up to its NUL. Where most lines are of neither form, only those with all fields are believed.
 */
export function accountFileLines(text: string, promised: 'passwd' | 'shadow'): AccountFileLines {
  const passwd = formLines(text, passwdLine);
  const shadow = formLines(text, shadowLine);
  const isPasswd =
    passwd.lines.length !== shadow.lines.length
      ? passwd.lines.length > shadow.lines.length
      : passwd.whole !== shadow.whole
        ? passwd.whole > shadow.whole
        : promised === 'passwd';
  return isPasswd ? passwd : shadow;
}

const number = /^(?:-?\d{1,10}|0x[\da-f]{1,8})?$/i;

/** A line of passwd(5) (four fields or more, seven when whole) or of BSD's master.passwd (ten). */
function passwdLine([user, field, uid, gid, ...rest]: readonly string[]): Parsed | null {
  if (user === undefined || field === undefined || uid === undefined || !number.test(uid) || uid.startsWith('-')) return null;
  if (!number.test(gid ?? '-')) return null;
  const shell = rest.length >= 3 ? (rest.at(-1) ?? '').trim() || null : null;
  return { user, field, uid: uid === '' ? null : Number(uid), shell, isWhole: rest.length === 3 || rest.length === 6 };
}

/** A line of shadow(5): a password field, then up to seven of numbers (none only behind a `$` or `{` hash). */
function shadowLine([user, field, ...rest]: readonly string[]): Parsed | null {
  if (user === undefined || field === undefined || rest.length > 7 || !rest.every((part) => number.test(part.trim()))) return null;
  if (rest.length === 0 && !/^[${]/.test(field)) return null;
  return { user, field, uid: null, shell: null, isWhole: rest.length === 7 };
}

function formLines(text: string, parse: (fields: readonly string[]) => Parsed | null): Form {
  const good: (AccountLine & { readonly isWhole: boolean })[] = [];
  const bad: number[] = [];
  text.split('\n').forEach((raw, index) => {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) return;
    const parsed = parse(line.split(':'));
    if (parsed === null || parsed.user === '' || Math.max(parsed.user.length, parsed.field.length) > longestField) bad.push(index + 1);
    else good.push({ line: index + 1, ...parsed });
  });
  const whole = good.filter((line) => line.isWhole);
  const believed = good.length > bad.length ? good : whole;
  const lines = believed.map(({ isWhole: _, ...line }) => line);
  const first = bad[0];
  return { lines, whole: whole.length, unread: first === undefined ? null : { first, count: bad.length } };
}
