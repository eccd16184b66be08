/** What a browser calls itself beside its name says nothing about the software that runs. */
const noise = new Set([
  'mozilla',
  'applewebkit',
  'gecko',
  'khtml',
  'http',
  'upnp',
  'safari',
  'version',
  'mobile',
  'dlnadoc',
  'rtsp',
  'sip',
]);
const most = 6;
const longest = 512;

export type Product = { readonly name: string; readonly version: string };

/** The one name of several words that is common: as its makers and the signatures call it. */
const renamed: readonly (readonly [RegExp, string])[] = [[/Portable SDK for UPnP devices\//gi, 'libupnp/']];

/** Products of a Server or User-Agent field (RFC 9110, 10.1.5): `name/version`, parted by blanks; comments in brackets are left out. */
export function httpProducts(field: string): readonly Product[] {
  const products = new Map<string, Product>();
  const text = renamed.reduce((all, [words, name]) => all.replace(words, name), field.slice(0, longest));
  for (const word of text.replace(/\([^()]*\)/g, ' ').split(/[\s,;]+/)) {
    const [, name = '', version = ''] = /^([A-Za-z][\w.-]{0,60})\/v?(\d[\w.+-]{0,40})$/.exec(word) ?? [];
    const own = name.toLowerCase();
    if (own !== '' && !noise.has(own) && products.size < most) products.set(own, { name: own, version: version.replace(/[.+-]+$/, '') });
  }
  return [...products.values()];
}
