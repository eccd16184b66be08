export type SecretPattern = {
  /** The kind the exhibit is given. */
  readonly kind: string;
  /** Tried on one line; the group `secret` is the value. Linear: no nested repetition. */
  readonly line: RegExp;
  /** The value's own form proves it; otherwise it must be a clear value. */
  readonly certain: boolean;
};

const name = String.raw`(?<![A-Za-z])`;
const value = String.raw`(?<quote>["']?)(?<secret>[^"'\s,;]{1,256})\k<quote>`;

/** A line in which no pattern can match lacks all of these: one cheap search spares the others nearly every line. */
export const secretHint =
  /passw|passphrase|pass_word|wpakey|psk|_pwd|api_?key|secret|token|option\s+key|AKIA|ASIA|AIza|gh[pousr]_|github_pat_|glpat-|xox[abprs]-|k_live_|eyJ|:\/\/[^\s/@]{1,200}@|curl\s|ftp(?:put|get)\s|sshpass|mysql/i;

/** Tokens by the form their issuers publish, then settings by their names, then options of commands. */
export const secretPatterns: readonly SecretPattern[] = [
  { kind: 'aws-access-key', line: /(?<![A-Z0-9])(?<secret>(?:AKIA|ASIA)[A-Z2-7]{16})(?![A-Z0-9])/, certain: true },
  { kind: 'google-api-key', line: /(?<![\w-])(?<secret>AIza[\w-]{35})(?![\w-])/, certain: true },
  { kind: 'github-token', line: /(?<!\w)(?<secret>gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{82})(?!\w)/, certain: true },
  { kind: 'gitlab-token', line: /(?<![\w-])(?<secret>glpat-[\w-]{20})(?![\w-])/, certain: true },
  { kind: 'slack-token', line: /(?<![\w-])(?<secret>xox[abprs]-[A-Za-z0-9-]{20,200})(?![\w-])/, certain: true },
  { kind: 'stripe-key', line: /(?<!\w)(?<secret>[sr]k_live_[A-Za-z0-9]{24,99})(?!\w)/, certain: true },
  { kind: 'jwt', line: /(?<![\w-])(?<secret>eyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{16,1000})(?![\w-])/, certain: true },
  { kind: 'url-credentials', line: /[a-z][a-z0-9+]{1,15}:\/\/[^\s:@/'"<>]{1,64}:(?<secret>[^\s:@/'"]{1,128})@[\w.[]/i, certain: false },
  {
    kind: 'wifi-passphrase',
    line: new RegExp(
      String.raw`${name}(?:\w{0,24}_)?(?:wpa_?psk|psk|wpa_passphrase|passphrase|wpakey)["']?\s*[=:]\s*${value}\s*,?\s*$`,
      'i',
    ),
    certain: false,
  },
  { kind: 'wifi-passphrase', line: /^\s*option\s+(?:key|psk)\s+(?<quote>["'])(?<secret>[^"']{8,63})\k<quote>\s*$/, certain: false },
  {
    kind: 'password',
    line: new RegExp(String.raw`${name}[\w.-]{0,40}(?:password|passwd|pass_?word|_pwd|_passwd)\d?["']?\s*[=:]\s*${value}\s*[,;]?\s*$`, 'i'),
    certain: false,
  },
  {
    kind: 'password',
    line: /^\s*option\s+\w{0,24}(?:password|passwd)\s+(?<quote>["']?)(?<secret>[^"'\s]{3,128})\k<quote>\s*$/,
    certain: false,
  },
  { kind: 'password', line: /<\w{0,40}(?:password|passwd|passphrase|wpapsk)>(?<secret>[^<>\s]{3,128})<\//i, certain: false },
  {
    kind: 'token',
    line: new RegExp(
      String.raw`${name}[\w.-]{0,40}(?:api_?key|secret_?key|client_?secret|app_?secret|access_?token|auth_?token|private_?token)["']?\s*[=:]\s*(?<quote>["']?)(?<secret>[\w+/=.-]{12,256})\k<quote>\s*[,;]?\s*$`,
      'i',
    ),
    certain: false,
  },
  {
    kind: 'command-line-password',
    line: /\bftp(?:put|get)\s(?:[^|;&\n]{0,80}\s)?-p\s+(?<quote>["']?)(?<secret>[^"'\s-][^"'\s]{0,127})\k<quote>/,
    certain: false,
  },
  {
    kind: 'command-line-password',
    line: /\bcurl\s(?:[^|;&\n]{0,120}\s)?(?:-u|--user)[ =]?(?<quote>["']?)[^\s:"']{1,64}:(?<secret>[^\s"']{1,128})\k<quote>/,
    certain: false,
  },
  {
    kind: 'command-line-password',
    line: /\bwget\s(?:[^|;&\n]{0,120}\s)?--(?:http-|ftp-)?password=(?<quote>["']?)(?<secret>[^\s"']{1,128})\k<quote>/,
    certain: false,
  },
  { kind: 'command-line-password', line: /\bsshpass\s+-p\s*(?<quote>["']?)(?<secret>[^\s"']{1,128})\k<quote>/, certain: false },
  {
    kind: 'command-line-password',
    line: /\bmysql(?:dump|admin)?\s(?:[^|;&\n]{0,80}\s)?(?:-p|--password=)(?<secret>[^\s"']{3,128})/,
    certain: false,
  },
];
