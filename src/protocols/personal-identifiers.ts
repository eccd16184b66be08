/** Field names by what they hold, and what a value must look like to be that. Linear: no pattern repeats inside another. */
const identifiers: readonly { readonly kind: string; readonly names: RegExp; readonly value: RegExp }[] = [
  {
    kind: 'hardware address',
    names: /^(?:mac|mac_?addr(?:ess)?|wifi_?mac|dev_?mac|device_?mac)$/i,
    value: /^[0-9a-f]{2}(?:[:-]?[0-9a-f]{2}){5}$/i,
  },
  { kind: 'IMEI', names: /^(?:imei|meid)$/i, value: /^\d{14,16}$/ },
  { kind: 'IMSI or ICCID', names: /^(?:imsi|iccid)$/i, value: /^\d{14,20}$/ },
  { kind: 'serial number', names: /^(?:serial|serial_?no|serial_?number|sn|device_?sn)$/i, value: /^[0-9a-z][0-9a-z-]{5,63}$/i },
  { kind: 'e-mail address', names: /^(?:e_?mail|mail|user_?email)$/i, value: /^[^@\s]{1,64}@[a-z0-9.-]{3,200}$/i },
  { kind: 'position', names: /^(?:lat|latitude|lon|lng|longitude)(?:_i)?$/i, value: /^-?\d{1,3}\.\d{3,}$/ },
  { kind: 'network name', names: /^(?:ssid|wifi_?ssid|essid)$/i, value: /^.{1,32}$/ },
];

const longest = 4096;
const mostFields = 128;

/** Kinds of personal identifiers in a query string, form or JSON text: by the name of a field and the look of its value. The value itself is not given. */
export function personalIdentifiers(text: string): readonly string[] {
  const pairs = [...text.slice(0, longest).matchAll(/["']?([A-Za-z_]{2,20})["']?[=:]\s?["']?([^&"'\s,;{}]{1,128})/g)].slice(0, mostFields);
  const kinds = pairs.flatMap(([, name = '', value = '']) => {
    const plain = value.replaceAll('%3A', ':').replaceAll('%3a', ':').replaceAll('%40', '@');
    return identifiers.filter((one) => one.names.test(name) && one.value.test(plain)).map(({ kind }) => kind);
  });
  return [...new Set(kinds)].sort();
}

const inNames = [
  { kind: 'hardware address', look: /(?:^|[^0-9a-f])[0-9a-f]{2}(?:(?::[0-9a-f]{2}){5}|(?:-[0-9a-f]{2}){5})(?![0-9a-f:-])/i },
  { kind: 'e-mail address', look: /(?:^|[/:])[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+(?:$|[/:])/i },
] as const;

/** Kinds of personal identifiers in a name that no field explains: a topic, a path, what a client calls itself. */
export const identifiersInName = (name: string): readonly string[] =>
  inNames.filter(({ look }) => look.test(name.slice(0, longest))).map(({ kind }) => kind);
