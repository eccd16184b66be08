/** What is searched for by its keyword alone; what must stand before it is looked at afterwards, in the few characters that may hold it. */
export type SecretPattern = {
  /** The kind the exhibit is given. */
  readonly kind: string;
  /** A cheap literal without which the pattern cannot match; null: none. */
  readonly literal: string | null;
  /** Begins with a literal or at the line's start, never with a repetition; global. The group `secret` is the value. */
  readonly pattern: RegExp;
  /** What stands before the match, at most `most` characters of it and one more. */
  readonly before: { readonly pattern: RegExp; readonly most: number } | null;
  /** Whether the match reaches to the line's end, so that only the line's last part is searched. */
  readonly isLast: boolean;
  /** The value's own form proves it; otherwise it must be a clear value. */
  readonly isCertain: boolean;
};

/** The value of a setting, up to what ends it; the lookahead ends it there at once. No back reference to it: in a two-byte string that is slow. */
const value = String.raw`["']?\s*[=:]\s*(?<quote>["']?)(?<secret>[^"'\s,;]{1,256})(?![^"'\s,;])\k<quote>\s*`;
const longValue = String.raw`["']?\s*[=:]\s*(?<quote>["']?)(?<secret>[\w+/=.-]{12,256})(?![\w+/=.-])\k<quote>\s*`;

/** A line in which no pattern can match lacks all of these: one cheap search spares the others nearly every line. */
export const secretHint =
  /passw|passphrase|pass_word|wpakey|psk|_pwd|api_?key|secret|token|private_?key|option\s+key|AKIA|ASIA|AIza|gh[pousr]_|github_pat_|glpat-|xox[abprs]-|k_live_|eyJ|:\/\/[^\s/@]{1,200}@|curl\s|ftp(?:put|get)\s|sshpass|mysql/i;

/** One search for all tokens' prefixes: hardly a line has any. */
export const tokenHint = /AKIA|ASIA|AIza|gh[pousr]_|github_pat_|glpat-|xox[abprs]-|k_live_|eyJ/;

const token = (kind: string, pattern: RegExp): SecretPattern => ({
  kind,
  literal: null,
  pattern,
  before: null,
  isLast: false,
  isCertain: true,
});

/** Tokens by the form their issuers publish. */
export const tokenPatterns: readonly SecretPattern[] = [
  token('aws-access-key', /(?<![A-Z0-9])(?<secret>(?:AKIA|ASIA)[A-Z2-7]{16})(?![A-Z0-9])/g),
  token('google-api-key', /(?<![\w-])(?<secret>AIza[\w-]{35})(?![\w-])/g),
  token('github-token', /(?<!\w)(?<secret>gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{82})(?!\w)/g),
  token('gitlab-token', /(?<![\w-])(?<secret>glpat-[\w-]{20})(?![\w-])/g),
  token('slack-token', /(?<![\w-])(?<secret>xox[abprs]-[A-Za-z0-9-]{20,200})(?![\w-])/g),
  token('stripe-key', /(?<!\w)(?<secret>[sr]k_live_[A-Za-z0-9]{24,99})(?!\w)/g),
  token('jwt', /(?<![\w-])(?<secret>eyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{16,1000})(?![\w-])/g),
];

/** Settings by their names. */
export const settingPatterns: readonly SecretPattern[] = [
  {
    kind: 'url-credentials',
    literal: '://',
    pattern: /:\/\/[^\s:@/'"<>]{1,64}:(?<secret>[^\s:@/'"]{1,128})@[\w.[]/g,
    before: { pattern: /[a-z][a-z0-9+]{1,15}$/i, most: 16 },
    isLast: false,
    isCertain: false,
  },
  {
    kind: 'wifi-passphrase',
    literal: null,
    pattern: new RegExp(`(?:wpa_?psk|psk|wpa_passphrase|passphrase|wpakey)${value},?\\s*$`, 'gi'),
    before: { pattern: /(?:^|[^A-Za-z])(?:\w{0,24}_)?$/, most: 25 },
    isLast: true,
    isCertain: false,
  },
  {
    kind: 'wifi-passphrase',
    literal: 'option',
    pattern: /^\s*option\s+(?:key|psk)\s+(?<quote>["'])(?<secret>[^"']{8,63})\k<quote>\s*$/g,
    before: null,
    isLast: false,
    isCertain: false,
  },
  {
    kind: 'password',
    literal: null,
    pattern: new RegExp(`(?:pass_?word|passwd|_pwd)\\d?${value}[,;]?\\s*$`, 'gi'),
    before: { pattern: /(?:^|[^A-Za-z])[\w.-]{0,40}$/, most: 40 },
    isLast: true,
    isCertain: false,
  },
  {
    kind: 'password',
    literal: 'option',
    pattern: /^\s*option\s+\w{0,24}(?:password|passwd)\s+(?<quote>["']?)(?<secret>[^"'\s]{3,128})\k<quote>\s*$/g,
    before: null,
    isLast: false,
    isCertain: false,
  },
  {
    kind: 'password',
    literal: '</',
    pattern: /(?:password|passwd|passphrase|wpapsk)>(?<secret>[^<>\s]{3,128})<\//gi,
    before: { pattern: /<\w{0,40}$/, most: 41 },
    isLast: false,
    isCertain: false,
  },
  {
    kind: 'token',
    literal: null,
    pattern: new RegExp(
      `(?:api_?key|secret_?key|client_?secret|app_?secret|access_?token|auth_?token|private_?token)${longValue}[,;]?\\s*$`,
      'gi',
    ),
    before: { pattern: /(?:^|[^A-Za-z])[\w.-]{0,40}$/, most: 40 },
    isLast: true,
    isCertain: false,
  },
];
