import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { html } from './html.ts';

test('escapes text, keeps markup, joins lists, leaves nothing for nothing', () => {
  assert.equal(html`<p title="${'"<>&\'`'}">${'<b>'}</p>`.source, '<p title="&quot;&lt;&gt;&amp;&#39;&#96;">&lt;b&gt;</p>');
  assert.equal(
    html`${html`<i>${'&'}</i>`}${['a', html`<b>${1}</b>`, ['<']]}${null}${undefined}${false}${0}`.source,
    '<i>&amp;</i>a<b>1</b>&lt;0',
  );
});

test('controls go, signs that reorder or hide are spelt out, broken surrogates are replaced', () => {
  assert.equal(html`${'a\u0000\u001b\u009bb\u202ec\u200bd\ud800e\nf'}`.source, 'ab\\u{202e}c\\u{200b}d\ufffde\nf');
});

test('no text opens a tag, an attribute or an entity', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { source } = html`${text}`;
      assert.ok(!/[<>"'`]/.test(source));
      assert.ok(!/&(?!(?:amp|lt|gt|quot|#39|#96);)/.test(source));
    }),
  );
});
