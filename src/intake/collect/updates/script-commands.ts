/** A simple command of a shell script: its words without their quotes, and the line it ends on, from 1. */
export type ScriptCommand = { readonly line: number; readonly words: readonly string[] };

/** Words of the shell's grammar, and programs that run the command behind them. */
const passed = /^(?:if|then|elif|else|while|until|do|!|\{|exec|command|sudo|nice|nohup|time|busybox|[A-Za-z_]\w*=.*)$/;

/**
 * The commands of a script as a shell parts them: comments, here-documents and what stands in quotes are no commands. Less than a shell:
 * nothing is expanded, and what an unpaired quote swallows is lost. One pass.
 */
export function scriptCommands(text: string): readonly ScriptCommand[] {
  const commands: ScriptCommand[] = [];
  let words: string[] = [];
  let line = 1;
  const end = (): void => {
    while (words.length > 0 && passed.test(words[0] as string)) words.shift();
    if (words.length > 0) commands.push({ line, words });
    words = [];
  };
  const parts =
    /\\\n|\n|#[^\n]*|<<-?\s*["']?(?<here>\w+)["']?[^\n]*|[;&|(){}`]|[^\S\n]+|(?:\\[^\n]|"(?:[^"\\]+|\\[^])*"?|'[^']*'?|\$\{[^}\n]*\}?|[^\s;&|(){}`\\"'$]+|\$)+/gy;
  for (let match = parts.exec(text); match !== null; match = parts.exec(text)) {
    const [part] = match;
    if (part === '\n' || /^[;&|(){}`]$/.test(part)) end();
    else if (!/^(?:[#\s]|\\\n)/.test(part) && match.groups?.['here'] === undefined) words.push(part.replace(/["'\\]/g, ''));
    for (let at = part.indexOf('\n'); at >= 0; at = part.indexOf('\n', at + 1)) line += 1;
    const here = match.groups?.['here'];
    if (here === undefined) continue;
    // A here-document's lines are text, up to its word alone on a line.
    const close = new RegExp(`\\n[ \\t]*${here}[ \\t\\r]*(?=\\n|$)`, 'g');
    close.lastIndex = parts.lastIndex;
    const body = close.exec(text);
    const stop = body === null ? text.length : body.index + body[0].length;
    for (let at = text.indexOf('\n', parts.lastIndex); at >= 0 && at < stop; at = text.indexOf('\n', at + 1)) line += 1;
    end();
    parts.lastIndex = stop;
  }
  end();
  return commands;
}

/** Whether a command checks a signature. */
export function isVerifier({ words: [program = '', ...options] }: ScriptCommand): boolean {
  const has = (option: RegExp): boolean => options.some((word) => option.test(word));
  switch (program.slice(program.lastIndexOf('/') + 1)) {
    case 'openssl':
      return /^(?:dgst|rsautl|pkeyutl|cms|smime)$/.test(options[0] ?? '') && has(/^-(?:pr)?verify$/);
    case 'usign':
    case 'signify':
    case 'minisign':
    case 'ucert':
      return has(/^-V/);
    case 'gpg':
    case 'gpg2':
      return has(/^--verify$/);
    case 'gpgv':
      return options.length > 0;
    case 'swupdate':
      return has(/^(?:-k|--key)/);
    case 'rauc':
      return has(/^--keyring/);
    default:
      return false;
  }
}
