/** One line of an account file, with its number from 1. `uid` and `shell` are null where the file has no such field. */
export type AccountLine = {
  readonly line: number;
  readonly user: string;
  readonly field: string;
  readonly uid: number | null;
  readonly shell: string | null;
};

/**
 * The lines of an account file: in the form its name promises, or in the other when that explains more lines (vendors mix them up, and
 * a shadow line's first number can be taken for a uid).
 */
export function accountFileLines(text: string, promised: 'passwd' | 'shadow'): readonly AccountLine[] {
  const [passwd, shadow] = [passwdLines(text), shadowLines(text)];
  if (passwd.length === shadow.length) return promised === 'passwd' ? passwd : shadow;
  return passwd.length > shadow.length ? passwd : shadow;
}

const name = /^[A-Za-z0-9_.][A-Za-z0-9_.@$-]{0,63}$/;
const number = /^(?:-?\d{1,10})?$/;

/**
 * The lines of a passwd(5) file (four fields or more with a numeric uid) or BSD's master.passwd (ten). Malformed, NIS (`+`) and comment
 * lines are left out, a user's second line too. Empty when less than half of the lines are of that form: then it is no such file.
 */
function passwdLines(text: string): readonly AccountLine[] {
  return accountLines(text, ([user, field, uid, gid, ...rest]) => {
    if (user === undefined || field === undefined || !/^\d{1,10}$/.test(uid ?? '') || !number.test(gid ?? '-')) return null;
    return { user, field, uid: Number(uid), shell: rest.length >= 3 ? (rest.at(-1) ?? '').trim() || null : null };
  });
}

/** The lines of a shadow(5) file: a password field, then up to seven of numbers (none only behind a `$` or `{` hash). Refuses as `passwdLines`. */
function shadowLines(text: string): readonly AccountLine[] {
  return accountLines(text, ([user, field, ...rest]) => {
    if (user === undefined || field === undefined || rest.length > 7 || !rest.every((part) => number.test(part.trim()))) return null;
    if (rest.length === 0 && !/^[${]/.test(field)) return null;
    return { user, field, uid: null, shell: null };
  });
}

function accountLines(text: string, parse: (fields: readonly string[]) => Omit<AccountLine, 'line'> | null): readonly AccountLine[] {
  const found = new Map<string, AccountLine>();
  let good = 0;
  let bad = 0;
  text.split('\n').forEach((raw, index) => {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) return;
    const parsed = line.length > 1024 ? null : parse(line.split(':'));
    if (parsed === null || !name.test(parsed.user) || /\s/.test(parsed.field)) {
      bad += 1;
      return;
    }
    good += 1;
    if (!found.has(parsed.user)) found.set(parsed.user, { line: index + 1, ...parsed });
  });
  return good > bad ? [...found.values()] : [];
}
