import { latin1 } from '../../foundation/byte-reader.ts';
import type { Collector } from '../../model/collector.ts';
import type { SecretExhibit } from '../../model/exhibits.ts';
import type { Entry } from '../../model/unpacked.ts';
import { readable } from './readable.ts';
import { isClearValue, redact } from './secrets/clear-values.ts';
import { secretHint, secretPatterns } from './secrets/patterns.ts';

/** Settings are small; larger texts are data, in bytes. */
const largestText = 1_048_576;
const longestLine = 4096;
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
export const collectSecrets: Collector<SecretExhibit> = (unpacked) =>
  [...unpacked.trees.flatMap((tree) => tree.entries), ...unpacked.pieces].flatMap((entry) =>
    isSettings(entry) ? readable(entry, (read) => secretsIn(entry, latin1(read()))) : [],
  );

function isSettings(entry: Entry): boolean {
  if (entry.type !== 'file' || entry.size > largestText || elsewhere.test(entry.path)) return false;
  return entry.kind === 'script' || (entry.kind === 'text' && (settings.test(entry.path) || !entry.path.startsWith('/')));
}

function secretsIn(entry: Entry, text: string): readonly SecretExhibit[] {
  if (!secretHint.test(text)) return [];
  const found: SecretExhibit[] = [];
  // A boot loader's environment parts its settings by NUL.
  for (const [index, line] of text.split(/\n|\0/).entries()) {
    if (line.length > longestLine || line.length < 6 || !secretHint.test(line) || comment.test(line)) continue;
    const secret = secretIn(line);
    if (secret !== null) found.push({ at: `${entry.at}:${index + 1}`, ...secret });
  }
  return found;
}

function secretIn(line: string): { readonly kind: string; readonly redacted: string } | null {
  for (const { kind, line: pattern, certain } of secretPatterns) {
    const secret = pattern.exec(line)?.groups?.['secret'];
    if (secret !== undefined && (certain || isClearValue(secret))) return { kind, redacted: redact(secret) };
  }
  return null;
}
