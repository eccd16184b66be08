import type { AccountExhibit } from '../../../model/exhibits.ts';
import type { Entry, Tree } from '../../../model/unpacked.ts';
import type { LoginJudge } from './login-judge.ts';
import { readText } from './read-text.ts';

const mostBytes = 2 ** 21;

/**
 * The logins of the factory settings in D-Link's (Alphanetworks') `defaultvalue.xml`: `<account>` holds an `<entry>` with `<name>` and
 * `<password>` for each. Passwords stand there in clear; an empty one opens the device.
 */
export function defaultXmlLogins(tree: Tree, judge: LoginJudge): readonly AccountExhibit[] {
  return tree.entries.flatMap((entry) => (entry.path.endsWith('/defaultvalue.xml') ? fileLogins(entry, judge) : []));
}

function fileLogins(file: Entry, judge: LoginJudge): readonly AccountExhibit[] {
  const text = readText(file, mostBytes, judge.note);
  if (text === null) return [];
  const logins: AccountExhibit[] = [];
  let line = 1;
  let counted = 0;
  for (const block of between(text, 0, text.length, 'account'))
    for (const entry of between(text, block.from, block.to, 'entry')) {
      const name = between(text, entry.from, entry.to, 'name')[0];
      const password = between(text, entry.from, entry.to, 'password')[0];
      if (name === undefined || password === undefined) continue;
      const user = text.slice(name.from, name.to).trim();
      if (user.length > 256 || !judge.admits(file.at)) continue;
      for (; counted < password.from; counted += 1) if (text.charCodeAt(counted) === 10) line += 1;
      const clear = text.slice(password.from, password.to);
      logins.push({ at: `${file.at}:${line}`, user, uid: null, shell: null, password: judge.plain(user, clear) });
    }
  return logins;
}

type Range = { readonly from: number; readonly to: number };

/** What stands between `<tag>` and the next `</tag>` of the range, again and again, from left to right: never looks past its end. */
function between(text: string, start: number, end: number, tag: string): readonly Range[] {
  const part = text.slice(start, end);
  const found: Range[] = [];
  for (let at = 0; at < part.length; ) {
    const open = part.indexOf(`<${tag}>`, at);
    const from = open + tag.length + 2;
    const to = open < 0 ? -1 : part.indexOf(`</${tag}>`, from);
    if (to < 0) break;
    found.push({ from: start + from, to: start + to });
    at = to + tag.length + 3;
  }
  return found;
}
