/** A form with a password field: where it sends which fields. */
export type PasswordForm = {
  readonly action: string;
  readonly method: 'GET' | 'POST';
  readonly userField: string | null;
  readonly passwordField: string;
  /** Hidden and preset fields. */
  readonly others: Readonly<Record<string, string>>;
};

const attribute = (tag: string, name: string): string | null => {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]{0,2000})"|'([^']{0,2000})'|([^\\s"'>]{1,2000}))`, 'i').exec(tag);
  return match ? decoded(match[1] ?? match[2] ?? match[3] ?? '') : null;
};

const entities: Readonly<Record<string, string>> = { amp: '&', quot: '"', lt: '<', gt: '>', '#39': "'", '#x27': "'", '#x2F': '/' };
const decoded = (text: string): string => text.replace(/&(#?\w{1,6});/g, (whole, name: string) => entities[name] ?? whole);

/** The tags of a page, each once and in order: cut at `<` and `>`, at most 10,000. */
function tagsOf(html: string): readonly string[] {
  const tags: string[] = [];
  for (let at = html.indexOf('<'); at >= 0 && tags.length < 10_000; at = html.indexOf('<', at + 1)) {
    const end = html.indexOf('>', at);
    if (end < 0) break;
    if (end - at <= 8192) tags.push(html.slice(at, end));
  }
  return tags;
}

/** The first form of a page that asks for a password, as a browser without scripts would send it; null where there is none. */
export function passwordForm(html: string): PasswordForm | null {
  let form = '<form';
  let inputs: string[] = [];
  for (const tag of [...tagsOf(html), '</form']) {
    if (/^<form[\s>]|^<form$/i.test(tag)) [form, inputs] = [tag, []];
    else if (/^<(input|button)\s/i.test(tag)) inputs.push(tag);
    else if (/^<\/form/i.test(tag)) {
      const found = formOf(form, inputs);
      if (found !== null) return found;
      [form, inputs] = ['<form', []];
    }
  }
  return null;
}

function formOf(form: string, inputs: readonly string[]): PasswordForm | null {
  const typed = inputs.map((tag) => ({
    type: (attribute(tag, 'type') ?? 'text').toLowerCase(),
    name: attribute(tag, 'name'),
    value: attribute(tag, 'value') ?? '',
  }));
  const password = typed.findIndex(({ type, name }) => type === 'password' && name !== null);
  if (password < 0) return null;
  const user = typed.slice(0, password).findLast(({ type, name }) => (type === 'text' || type === 'email') && name !== null);
  const others = typed.filter(({ type, name }) => name !== null && (type === 'hidden' || (type === 'submit' && name !== '')));
  return {
    action: attribute(form, 'action') ?? '',
    method: /^get$/i.test(attribute(form, 'method') ?? 'get') ? 'GET' : 'POST',
    userField: user?.name ?? null,
    passwordField: typed[password]?.name ?? '',
    others: Object.fromEntries(others.map(({ name, value }) => [name ?? '', value])),
  };
}
