import type { HeldVersion } from '../../credential/verify/version-cover.ts';
import { hex } from '../../foundation/hex.ts';
import { type Messages, text } from '../../model/message.ts';
import type { GenuineLabel } from '../../verifier/verify-label.ts';
import { element } from './element.ts';
import type { Judged } from './judge.ts';

/** Asks for a version or a firmware file, and says whether the label covers it. */
export function versionForm({ claims }: GenuineLabel, holds: Judged['holds'], messages: Messages): HTMLElement {
  const title = element('h2', {}, text(messages, 'check.version'));
  if (claims === null)
    return element('section', { class: 'card' }, title, element('p', { class: 'soft' }, text(messages, 'check.version.absent')));
  const answer = element('p', { class: 'cover', role: 'status' });
  const version = element('input', { id: 'version', type: 'text', maxlength: '100', autocomplete: 'off' });
  const file = element('input', { id: 'firmware', type: 'file' });
  const ask = async (held: HeldVersion): Promise<void> => {
    const verdict = await holds(held);
    const cover = verdict.outcome === 'genuine' ? verdict.cover : null;
    answer.dataset['cover'] = cover?.cover ?? '';
    answer.textContent = cover === null ? '' : text(messages, `check.cover.${cover.cover}`, { newest: cover.newest ?? '' });
  };
  const askFile = async (blob: Blob | undefined): Promise<void> => {
    if (blob === undefined) return;
    try {
      await ask({
        digest: hex(new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()))),
        version: null,
        part: null,
      });
    } catch {
      // Too large for this device's memory, or gone.
      answer.textContent = text(messages, 'check.file.unread');
    }
  };
  file.addEventListener('change', () => void askFile(file.files?.[0]));
  const form = element(
    'form',
    {},
    element('label', { for: 'version' }, text(messages, 'check.version.label')),
    element('div', { class: 'choices' }, version, element('button', { type: 'submit' }, text(messages, 'check.button'))),
    element('label', { for: 'firmware', class: 'drop' }, text(messages, 'check.version.file'), file),
    answer,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (version.value.trim() !== '') void ask({ digest: null, version: version.value.trim(), part: null });
  });
  form.addEventListener('dragover', (event) => event.preventDefault());
  form.addEventListener('drop', (event) => {
    event.preventDefault();
    void askFile(event.dataTransfer?.files[0]);
  });
  return element('section', { class: 'card', id: 'cover' }, title, form);
}
