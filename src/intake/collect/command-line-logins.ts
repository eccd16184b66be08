import type { AccountExhibit } from '../../model/exhibits.ts';
import type { Entry, Tree } from '../../model/unpacked.ts';
import type { LoginJudge } from './accounts/login-judge.ts';
import { readText } from './accounts/read-text.ts';
import { resolveLink } from './accounts/resolve-link.ts';

const mostBytes = 2 ** 18;
const startPath = /\/(rc|init|inittab|rcS|S\d\d)[^/]*$|\/(init|rc)[^/]*\.d\/|\/etc\/scripts\//;
const loginOption = /\btelnetd\b[^|;&#]{0,200}?\s-u\s*(["']?)([A-Za-z0-9_.-]{1,64}):([^\s"'|;&]{1,128})\1/;

/**
 * Logins handed to a server on its command line: `telnetd -u user:password` in a script, `at` the script's line. Where the password is a
 * shell variable, it is the text the same script assigns to it: a literal, or what `cat FILE` prints of a file of the tree.
 */
export function commandLineLogins(tree: Tree, judge: LoginJudge): readonly AccountExhibit[] {
  return tree.entries.flatMap((entry) => {
    if (entry.kind !== 'script' && !(entry.kind === 'text' && startPath.test(entry.path))) return [];
    const text = readText(entry, mostBytes);
    return text === null || !text.includes('telnetd') ? [] : scriptLogins(tree, entry, text, judge);
  });
}

function scriptLogins(tree: Tree, script: Entry, text: string, judge: LoginJudge): readonly AccountExhibit[] {
  const seen = new Set<string>();
  return text.split('\n').flatMap((line, index) => {
    const [, , user, word] = line.length > 2048 || /^\s*#/.test(line) ? [] : (loginOption.exec(line) ?? []);
    if (user === undefined || word === undefined || seen.has(`${user}:${word}`)) return [];
    seen.add(`${user}:${word}`);
    const password = judge.plain(user, clearText(tree, text, word));
    return [{ at: `${script.at}:${index + 1}`, user, uid: null, shell: null, password }];
  });
}

/** The word after the colon with one variable put in; null where it cannot be told from the image. */
function clearText(tree: Tree, script: string, word: string): string | null {
  const [, before = '', variable, after = ''] = /^([^$]*)\$\{?([A-Za-z_]\w{0,63})\}?([^$]*)$/.exec(word) ?? [];
  if (variable === undefined) return /[$`]/.test(word) ? null : word;
  const value = assigned(tree, script, variable);
  return value === null ? null : `${before}${value}${after}`;
}

function assigned(tree: Tree, script: string, variable: string): string | null {
  const right = new RegExp(`^[ \\t]*(?:export[ \\t]+|local[ \\t]+)?${variable}=(.{0,256})$`, 'm').exec(script)?.[1]?.trim();
  if (right === undefined) return null;
  const file = /^["']?(?:`|\$\()\s*cat\s+(\/[\w./-]{1,200})\s*(?:`|\))["']?/.exec(right)?.[1];
  if (file === undefined) return /^(["']?)([^\s"'$`;]+)\1/.exec(right)?.[2] ?? null;
  const entry = resolveLink(tree, file);
  const content = entry === undefined ? null : readText(entry, 4096);
  return content === null ? null : (content.split('\n')[0] ?? '').trim();
}
