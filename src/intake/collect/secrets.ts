import { latin1 } from '../../foundation/byte-reader.ts';
import { redact } from '../../foundation/redact.ts';
import type { Collector, CollectorContext } from '../../model/collector.ts';
import type { SecretExhibit } from '../../model/exhibits.ts';
import type { Entry } from '../../model/unpacked.ts';
import { readable } from './readable.ts';
import { secretHint } from './secrets/patterns.ts';
import { secretInLine } from './secrets/secret-in-line.ts';

/** Settings are small, in bytes; a larger text of such a name is noted. */
const largestText = 8_388_608;
const settings =
  /(?:^|\/)(?:etc|etc_ro|config|conf|cgi-bin|usr\/local)\/|\.(?:sh|conf|cfg|ini|json|xml|ya?ml|env|properties|lua|py|php|cgi|pl|config|txt|rc|sql|toml|default)$/i;
/** Documentation, translations and pages speak of passwords and hold none; accounts' own files are collected as accounts. */
const elsewhere =
  /\/(?:doc|man|locale|i18n|lang|terminfo|zoneinfo|mime|licen[cs]es?)\/|(?:^|\/)(?:passwd|shadow|group|gshadow|nsswitch\.conf|services|protocols)[-~]?$|\.(?:html?|css|js|po|md|dtd|xsd)$/i;
const comment = /^\s*(?:#|\/\/|;|\*|<!--|--\s)/;

/**
 * Passwords and tokens in clear in settings and scripts, by line. Looks for precision: references to a value, hashes, comments and
 * documentation are left out, and so are programs' own strings. `redacted` shows two characters at most and the length.
 */
export const collectSecrets: Collector<SecretExhibit> = (unpacked, { note }) =>
  [...unpacked.trees.flatMap((tree) => tree.entries), ...unpacked.pieces].flatMap((entry) =>
    isSettings(entry, note) ? readable(entry, (read) => secretsIn(entry, latin1(read()))) : [],
  );

function isSettings(entry: Entry, note: CollectorContext['note']): boolean {
  if (entry.type !== 'file' || elsewhere.test(entry.path)) return false;
  if (entry.kind !== 'script' && (entry.kind !== 'text' || (!settings.test(entry.path) && entry.path.startsWith('/')))) return false;
  if (entry.size <= largestText) return true;
  note({ code: 'limit', at: entry.at, detail: `${entry.size} bytes: only ${largestText} are searched for secrets` });
  return false;
}

function secretsIn(entry: Entry, text: string): readonly SecretExhibit[] {
  if (!secretHint.test(text)) return [];
  const found: SecretExhibit[] = [];
  // A boot loader's environment parts its settings by NUL.
  for (const [index, line] of text.split(text.includes('\0') ? /[\n\0]/ : '\n').entries()) {
    if (line.length < 6 || !secretHint.test(line) || comment.test(line)) continue;
    const secret = secretInLine(line);
    if (secret !== null) found.push({ at: `${entry.at}:${index + 1}`, kind: secret.kind, redacted: redact(secret.value) });
  }
  return found;
}
