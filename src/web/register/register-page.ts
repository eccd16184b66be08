// budget: a page's program. Makes the register's list searchable, and carries a scanned code on; without it every page works, less comfortably.

const filters = document.getElementById('filters');
if (filters instanceof HTMLFormElement) {
  const rows = [...document.querySelectorAll<HTMLElement>('#labels > li')].map((row) => ({
    row,
    words: (row.dataset['search'] ?? '').toLowerCase(),
  }));
  const none = document.getElementById('none');
  const apply = (): void => {
    const wanted = new FormData(filters);
    const value = (name: string): string => {
      const given = wanted.get(name);
      return typeof given === 'string' ? given : '';
    };
    const words = value('search').toLowerCase().split(/\s+/);
    let shown = 0;
    for (const { row, words: own } of rows) {
      const fits =
        words.every((word) => own.includes(word)) &&
        ['category', 'maker', 'letter', 'standing'].every((name) => value(name) === '' || row.dataset[name] === value(name));
      row.hidden = !fits;
      if (fits) shown += 1;
    }
    if (none !== null) none.hidden = shown > 0;
  };
  filters.hidden = false;
  filters.addEventListener('input', apply);
  filters.addEventListener('submit', (event) => event.preventDefault());
  apply();
}

/** Whoever comes from a printed code has it behind `#`: it goes along to the page that checks it, and to the reader's own language. */
const code = /^#HTTPS:\/\/[A-Z0-9.:/-]+$/.exec(location.hash)?.[0];
if (code !== undefined) {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-check]')) link.hash = code;
  const variants = [...document.querySelectorAll<HTMLAnchorElement>('a[hreflang]')];
  const wanted = navigator.languages.flatMap((tag) => variants.filter(({ hreflang }) => hreflang === tag.split('-')[0]))[0];
  if (wanted !== undefined && wanted.hreflang !== document.documentElement.lang) location.replace(`${wanted.href}${code}`);
}
