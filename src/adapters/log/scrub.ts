/** Keys whose value is nobody's to read in a log, wherever they stand. */
const hiddenKey =
  /pass|secret|token|cookie|authori[sz]ation|e-?mail|credential|session|^(?:code|otp|pin|key|sql|query|params|parameters|body|headers|url)$/i;
const hidden = '[hidden]';
const deepest = 6;
const longestText = 2000;
const mostEntries = 100;

/** Takes from a text what may be a secret or a person's address. `secrets`: values known to be secret. */
export function scrubText(text: string, secrets: readonly string[] = []): string {
  let left = text.length > longestText ? `${text.slice(0, longestText)}…` : text;
  for (const secret of secrets) if (secret.length >= 4) left = left.replaceAll(secret, hidden);
  return (
    left
      // user:password@ in an address
      .replace(/(\w:\/\/)[^\s/@]*@/g, `$1${hidden}@`)
      .replace(/[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+/g, hidden)
      // PostgreSQL names the values of the key that was violated: Key (email)=(…)
      .replace(/\)=\(.*?\)(?= |$)/gs, `)=(${hidden})`)
      .replace(/\b(Bearer|Basic)\s+\S+/gi, `$1 ${hidden}`)
      .replace(
        /\b(pass\w*|secret|token|cookie|authorization|e-?mail|code|otp|pin)(["']?\s*[=:]\s*)("[^"]*"|'[^']*'|[^\s,;&"']+)/gi,
        `$1$2${hidden}`,
      )
      .replace(/[A-Za-z0-9_+=-]{16,}/g, (run) => (looksRandom(run) ? hidden : run))
  );
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Ids are for the log; a run of letters and digits that is none is taken for a token. */
const looksRandom = (run: string): boolean => /\d/.test(run) && /[A-Za-z]/.test(run) && !uuid.test(run);

/** The same for a value of any shape: what is too deep or too much is left out, and of an error only what cannot hold a value of somebody's is kept. */
export function scrub(value: unknown, secrets: readonly string[], depth = 0): unknown {
  if (typeof value === 'string') return scrubText(value, secrets);
  if (typeof value === 'bigint') return String(value);
  if (value === null || typeof value !== 'object') return typeof value === 'function' || typeof value === 'symbol' ? undefined : value;
  if (value instanceof Error) return describeError(value, secrets, depth);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (depth >= deepest) return '[deep]';
  if (Array.isArray(value)) return value.slice(0, mostEntries).map((each) => scrub(each, secrets, depth + 1));
  const entries = Object.entries(value).slice(0, mostEntries);
  return Object.fromEntries(
    entries.map(([key, inner]) => [key, hiddenKey.test(key) && inner !== null ? hidden : scrub(inner, secrets, depth + 1)]),
  );
}

/** Drivers hang the statement and its values on an error: none of that is read. The stack without its first lines, which repeat the message. */
function describeError(error: Error, secrets: readonly string[], depth: number): object {
  const { code } = error as { readonly code?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { errorCode: scrubText(String(code), secrets) } : {}),
    message: scrubText(withoutInput(error), secrets),
    stack: frames.slice(0, 20).map((line) => line.trim()),
    ...(error.cause instanceof Error && depth < deepest ? { cause: describeError(error.cause, secrets, depth + 1) } : {}),
  };
}

/** A parser says what it stumbled over: JSON.parse in its middle, PostgreSQL (`invalid input syntax for type uuid: "…"`) at its end. */
const withoutInput = ({ name, message }: Error): string =>
  name === 'SyntaxError' ? message.replace(/"[^]*"/g, hidden) : message.replace(/: "[^]*"$/, `: ${hidden}`);
