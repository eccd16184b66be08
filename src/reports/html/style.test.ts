import assert from 'node:assert/strict';
import { test } from 'node:test';
import { style } from './style.ts';

/** WCAG 2.2, 1.4.3; the label's room has its own: rooms do not see each other. */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const full = colour.length === 4 ? `#${Array.from(colour.slice(1), (digit) => digit + digit).join('')}` : colour;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(full.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const pairs: readonly (readonly [text: string, ground: string])[] = [
  ...['page', 'card', 'tint'].flatMap((ground) => ['ink', 'soft', 'accent', 'fail', 'open', 'good'].map((text) => [text, ground] as const)),
  ['on-accent', 'accent'],
  ['on-hero', 'hero'],
  ['hero-soft', 'hero'],
  ['on-notice', 'notice'],
];

test('text stands out from its ground: light, dark and print', () => {
  const schemes = [...style.source.matchAll(/:root\{([^}]*)\}/g)].map(([, body = '']) =>
    Object.fromEntries([...body.matchAll(/--([a-z-]+):(#[0-9a-f]+)/g)].map(([, name, value]) => [name, value])),
  );
  assert.equal(schemes.length, 3);
  for (const scheme of schemes) {
    for (const [text, ground] of pairs) {
      const ratio = contrast(scheme[text] as string, scheme[ground] as string);
      assert.ok(ratio >= 4.5, `${text} on ${ground}: ${ratio.toFixed(2)}`);
    }
  }
  assert.ok(contrast('#e4e1fa', '#3b3389') >= 4.5);
});

test('style fetches nothing', () => {
  assert.ok(!/url\(|@import|<\//.test(style.source));
});
