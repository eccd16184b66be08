/** Words that stand where a secret would and are none: types, switches, name services. */
const words = new Set(
  'string text password passwd secret none null nil true false yes no on off enable enabled disable disabled required optional default plain md5 sha1 sha256 sha512 crypt files compat db ldap shadow empty unset undefined prompt ask'.split(
    ' ',
  ),
);

/**
 * Whether a value is a secret in clear, not a reference to one (`$VAR`, `%s`, `<here>`, a path), a hash (accounts have those), a switch
 * or a row of one character.
 */
export function isClearValue(value: string): boolean {
  if (value.length < 3 || value.length > 256) return false;
  if (/[$%<>{}()[\]`\\|;\s]/.test(value) || /^[/~.@]/.test(value) || value.startsWith('*')) return false;
  if (/^(.)\1*$/.test(value) || /^x{3,}$/i.test(value)) return false;
  if (/^(?:your|my|the|enter|insert)[-_ ]/i.test(value) || value.startsWith('!')) return false;
  return !words.has(value.toLowerCase());
}
