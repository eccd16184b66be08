/** First bytes that only firmware has. */
const magics: readonly string[] = [
  '\x27\x05\x19\x56',
  'hsqs',
  'sqsh',
  'HDR0',
  'UBI#',
  '\xd0\x0d\xfe\xed',
  'ANDROID!',
  '\x7fELF',
  '\x3d\xb8\xf3\x96',
  '\x96\xf3\xb8\x3d',
];
const packed: readonly string[] = ['PK\x03\x04', '\x1f\x8b', '\xfd7zXZ', 'BZh', '\x5d\0\0', ':10', '\xe9'];

/**
 * Whether what is fetched under a name is firmware: by its first bytes, or by an ending that firmware has together with a name that says so or with packed
 * content. `head` is Latin-1.
 */
export function isFirmware(name: string, head: string): boolean {
  if (magics.some((magic) => head.startsWith(magic))) return true;
  // A page or a message under a firmware's name says that there is none.
  if (/^\s*[<{]/.test(head)) return false;
  const path = name.toLowerCase().split(/[?#]/)[0] ?? '';
  if (!/\.(?:bin|img|fw|rom|trx|chk|swu|ota|upd|dlf|ras|web|pkg|zip|gz|tgz|xz|hex|ubi|squashfs)$/.test(path)) return false;
  const says = /firmware|(?:^|[/_.-])fw|ota|upgrade|update|sysupgrade|rootfs|kernel/.test(path);
  return says || (/\.(?:bin|img|fw|trx|chk|swu|ota)$/.test(path) && packed.some((magic) => head.startsWith(magic)));
}
