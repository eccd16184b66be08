/** Longer texts are no names: the search below costs the square of it. */
const longest = 200;

/** The first program with a version in a banner or vendor class, e.g. `udhcp 1.19.4`, `dhcpcd-6.8.2:Linux`, `ProFTPD 1.3.5`; null where none is. */
export function softwareName(text: string): { readonly name: string; readonly version: string } | null {
  const [, name, version] =
    /([A-Za-z][A-Za-z0-9+_-]*?)[ /_-](?:version |v)?\(?(\d[\w.]*\.\w+|\d+(?![\w.-]))/i.exec(text.slice(0, longest)) ?? [];
  return name === undefined || version === undefined ? null : { name: name.toLowerCase(), version: version.replace(/\.+$/, '') };
}
