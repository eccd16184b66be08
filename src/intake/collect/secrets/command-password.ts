/** Commands that take a password among their options, as bits. */
const tools: readonly (readonly [name: RegExp, option: RegExp])[] = [
  [/^ftp(?:put|get)$/, /^-p$/],
  [/^curl$/, /^(?:-u|--user)=?(?<value>.*)$/],
  [/^wget$/, /^--(?:http-|ftp-)?password=(?<value>.*)$/],
  [/^sshpass$/, /^-p(?<value>.*)$/],
  [/^mysql(?:dump|admin)?$/, /^(?:-p|--password=)(?<value>.+)$/],
];
const hint = /ftp(?:put|get)|curl|wget|sshpass|mysql/;
const [curl, mysql] = [1, 4];

/** The password that a line hands to `ftpput`, `curl`, `wget`, `sshpass` or `mysql`; null where none does. One pass over the line's words. */
export function commandPassword(line: string): string | null {
  if (!hint.test(line)) return null;
  let active = 0;
  let awaited = -1;
  for (const [word] of line.matchAll(/[^\s|;&]+|[|;&]/g)) {
    if (/^[|;&]/.test(word)) {
      active = 0;
      awaited = -1;
      continue;
    }
    if (awaited >= 0) {
      const value = valueOf(word, awaited);
      if (value !== null) return value;
      awaited = -1;
    }
    for (const [index, [name, option]] of tools.entries()) {
      const found = (active & (1 << index)) === 0 ? null : option.exec(word);
      if (found !== null) {
        const value = found.groups?.['value'] ? valueOf(found.groups['value'], index) : null;
        if (value !== null) return value;
        if (!found.groups?.['value'] && index !== mysql) awaited = index;
      }
      if (name.test(word.slice(word.search(/[\w-]*$/)))) active |= 1 << index;
    }
  }
  return null;
}

function valueOf(word: string, tool: number): string | null {
  const text = /^(["']?)([^"']{1,256})\1/.exec(word)?.[2];
  if (text === undefined || (tool === 0 && text.startsWith('-'))) return null;
  if (tool !== curl) return text;
  const colon = text.indexOf(':');
  return colon < 1 || colon > 64 || colon === text.length - 1 ? null : text.slice(colon + 1);
}
