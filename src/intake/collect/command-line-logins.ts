import type { AccountExhibit } from '../../model/exhibits.ts';
import type { Entry, Tree } from '../../model/unpacked.ts';
import type { LoginJudge } from './accounts/login-judge.ts';
import { readText } from './accounts/read-text.ts';
import { resolveLink } from './accounts/resolve-link.ts';

const mostBytes = 2 ** 20;
const startPath = /\/(rc|init|inittab|rcS|S\d\d)[^/]*$|\/(init|rc)[^/]*\.d\/|\/etc\/scripts\//;
const loginWord = /^(["']?)([A-Za-z0-9_.-]{1,64}):([^\s"'|;&]{1,128})\1/;

/**
 * Logins handed to a server on its command line: `telnetd -u user:password` in a script, `at` the script's line. Where the password is a
 * shell variable, it is the text the same script assigns to it: a literal, or what `cat FILE` prints of a file of the tree.
 */
export function commandLineLogins(tree: Tree, judge: LoginJudge): readonly AccountExhibit[] {
  return tree.entries.flatMap((entry) => {
    if (entry.kind !== 'script' && !(entry.kind === 'text' && startPath.test(entry.path))) return [];
    const text = readText(entry, mostBytes, judge.note);
    return text === null || !text.includes('telnetd') ? [] : scriptLogins(tree, entry, text, judge);
  });
}

function scriptLogins(tree: Tree, script: Entry, text: string, judge: LoginJudge): readonly AccountExhibit[] {
  const seen = new Set<string>();
  const values = assignments(text);
  return text.split('\n').flatMap((line, index) => {
    const [, , user, word] = line.includes('telnetd') && line.includes(':') && !/^\s*#/.test(line) ? (loginOption(line) ?? []) : [];
    if (user === undefined || word === undefined || seen.has(`${user}:${word}`)) return [];
    seen.add(`${user}:${word}`);
    const at = `${script.at}:${index + 1}`;
    if (!judge.admits(at)) return [];
    return [{ at, user, uid: null, shell: null, password: judge.plain(user, clearText(tree, values, word)) }];
  });
}

/** The first `-u user:password` behind `telnetd` in the same command; one pass over the line's words. */
function loginOption(line: string): RegExpExecArray | null {
  let isTelnetd = false;
  let isValue = false;
  for (const [word] of line.matchAll(/\S+/g)) {
    if (isTelnetd && (isValue || word.startsWith('-u'))) {
      const found = loginWord.exec(isValue ? word : word.slice(2));
      if (found !== null) return found;
    }
    isValue = isTelnetd && word === '-u';
    if (/[|;&#]/.test(word)) isTelnetd = false;
    if (/\btelnetd\b(?!.*[|;&#])/.test(word)) isTelnetd = true;
  }
  return null;
}

/** What a script's variables are first set to, as written. */
function assignments(script: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const [, variable = '', value = ''] of script.matchAll(/^[ \t]*(?:export[ \t]+|local[ \t]+)?([A-Za-z_]\w{0,63})=(.{0,256})$/gm))
    if (!values.has(variable)) values.set(variable, value.trim());
  return values;
}

/** The word after the colon with one variable put in; null where it cannot be told from the image. */
function clearText(tree: Tree, values: ReadonlyMap<string, string>, word: string): string | null {
  const [, before = '', variable, after = ''] = /^([^$]*)\$\{?([A-Za-z_]\w{0,63})\}?([^$]*)$/.exec(word) ?? [];
  if (variable === undefined) return /[$`]/.test(word) ? null : word;
  const value = assigned(tree, values.get(variable));
  return value === null ? null : `${before}${value}${after}`;
}

function assigned(tree: Tree, right: string | undefined): string | null {
  if (right === undefined) return null;
  const file = /^["']?(?:`|\$\()\s*cat\s+(\/[\w./-]{1,200})\s*(?:`|\))["']?/.exec(right)?.[1];
  if (file === undefined) return /^(["']?)([^\s"'$`;]+)\1/.exec(right)?.[2] ?? null;
  const entry = resolveLink(tree, file);
  // A larger file is no password's; the login is told with a text that is not known.
  const content = entry === undefined || entry.size > 4096 ? null : readText(entry, 4096, () => undefined);
  return content === null ? null : (content.split('\n')[0] ?? '').trim();
}
