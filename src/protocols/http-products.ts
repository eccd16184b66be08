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

/** Products of a Server or User-Agent field (RFC 9110, 10.1.5): `name/version`, names with blanks as UPnP servers write them (`Portable SDK for UPnP devices/1.6.19`). */
export function httpProducts(field: string): readonly Product[] {
  const products = new Map<string, Product>();
  for (const match of field.slice(0, longest).matchAll(/([A-Za-z][A-Za-z0-9 _.+-]{0,60})\/v?(\d[\w.+-]{0,40})/g)) {
    const name = (match[1] ?? '').trim().replaceAll(' ', '-').toLowerCase();
    // A blank parts two products, unless the words before a slash are one name.
    const own = name.includes('sdk') ? name : (name.split('-').at(-1) ?? name);
    const whole = /^(?:[a-z]+-)+[a-z]+$/.test(name) && !match[1]?.includes(' ') ? name : own;
    if (!noise.has(whole) && products.size < most) products.set(whole, { name: whole, version: (match[2] ?? '').replace(/[.+-]+$/, '') });
  }
  return [...products.values()];
}
