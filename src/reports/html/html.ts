declare const markup: unique symbol;
/** Markup in which every foreign text is escaped already. Only `html` and `trusted` make it. */
export type Html = { readonly [markup]: true; readonly source: string };

export type Content = Html | string | number | null | undefined | false | readonly Content[];

/**
 * A tagged template for markup: whatever is put in is escaped for character data and for attribute values in double quotes alike, except what
 * came out of `html`. null, undefined and false give nothing, lists are joined. Threat: every name, path and note in a report is an attacker's;
 * controls are dropped and signs that reorder or hide text (direction overrides, zero width) are spelt out, so that what is read is what is there.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  let source = strings[0] ?? '';
  values.forEach((value, index) => {
    source += sourceOf(value) + (strings[index + 1] ?? '');
  });
  return trusted(source);
}

/** Our own constant markup or style; never a text from elsewhere. */
export const trusted = (source: string): Html => ({ source }) as Html;

function sourceOf(value: Content): string {
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  return 'source' in value ? value.source : value.map(sourceOf).join('');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' };

function escapeHtml(text: string): string {
  return text
    .replace(/[&<>"'`]/g, (sign) => entities[sign] ?? '')
    .replace(/[\p{Cs}\ufffe\uffff]/gu, '\ufffd')
    .replace(/(?![\n\t])\p{Cc}/gu, '')
    .replace(/(?![\u00ad\u200c\u200d])\p{Cf}/gu, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`);
}
