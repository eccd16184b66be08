export const shortestPassword = 12;
export const longestPassword = 256;

/** Why a password is not taken. There are no rules about which characters it must hold (ASVS 5.0, 6.2.5). */
export type PasswordFault = 'PASSWORD_SHORT' | 'PASSWORD_LONG' | 'PASSWORD_KNOWN' | 'PASSWORD_GUESSABLE' | 'PASSWORD_PERSONAL';

// What must be left beside a guessable piece. A judgement, not a measure.
const leastOwn = 8;

const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
];

/**
 * Judges a new password; null: taken. `known` are published passwords in lower case, `context` the words an attacker tries first: the person's name, the
 * parts of the e-mail address, the organisation, the product. Nothing is asked over the network.
 */
export function weakPassword(password: string, known: ReadonlySet<string>, context: readonly string[]): PasswordFault | null {
  const length = [...password].length;
  if (length < shortestPassword) return 'PASSWORD_SHORT';
  if (length > longestPassword) return 'PASSWORD_LONG';
  const folded = password.normalize('NFKC').toLowerCase();
  if (known.has(folded) || isDressedUp(folded, known)) return 'PASSWORD_KNOWN';
  if (isRepeated(folded) || isRow(folded)) return 'PASSWORD_GUESSABLE';
  return leansOn(folded, context) ? 'PASSWORD_PERSONAL' : null;
}

/** A published password with digits and signs around it, or several times over. */
function isDressedUp(folded: string, known: ReadonlySet<string>): boolean {
  const core = folded.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  if (core !== '' && folded.length - core.length < leastOwn && known.has(core)) return true;
  const unit = repeatedUnit(folded);
  return unit !== null && known.has(unit);
}

const repeatedUnit = (folded: string): string | null => /^(.+?)\1+$/u.exec(folded)?.[1] ?? null;

const isRepeated = (folded: string): boolean => {
  const unit = repeatedUnit(folded);
  return unit !== null && unit.length < leastOwn;
};

const isRow = (folded: string): boolean => {
  const reversed = [...folded].reverse().join('');
  return rows.some((row) => `${row}${row}`.includes(folded) || `${row}${row}`.includes(reversed));
};

function leansOn(folded: string, context: readonly string[]): boolean {
  const words = [
    ...new Set(
      context.flatMap((text) =>
        text
          .normalize('NFKC')
          .toLowerCase()
          .split(/[^\p{L}\p{N}]+/u),
      ),
    ),
  ];
  const rest = words.filter((word) => word.length >= 3).reduce((left, word) => left.replaceAll(word, ''), folded);
  return rest !== folded && rest.length < leastOwn;
}
