// budget: a page's program. Uploads in pieces with progress, a look for a finished assessment, passkeys; without it every page works, less comfortably.
import { resumeUpload } from './resume-upload.ts';

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-upload]'))
  form.addEventListener('submit', (event) => uploadFirst(event, form));

/** The file goes up in pieces first; then the form goes with the upload's id in its place. */
function uploadFirst(event: SubmitEvent, form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>('input[type=file]');
  const file = input?.files?.[0];
  const box = form.querySelector<HTMLElement>('.progress');
  const bar = box?.querySelector('progress');
  const status = box?.querySelector<HTMLElement>('[role=status]');
  const again = box?.querySelector<HTMLButtonElement>('[data-again]');
  const to = form.dataset['upload'];
  if (input === null || file === undefined || to === undefined || !box || !bar || !status || !again) return;
  event.preventDefault();
  const buttons = [...form.querySelectorAll<HTMLButtonElement>('button:not([data-again])')];
  const say = (key: string): void => {
    status.textContent = status.dataset[key] ?? '';
  };
  const run = async (): Promise<void> => {
    box.hidden = false;
    again.hidden = true;
    for (const button of buttons) button.disabled = true;
    say('working');
    try {
      const id = await resumeUpload(to, file, (received, isResumed) => {
        bar.value = (received / file.size) * 100;
        if (isResumed) say('resumed');
      });
      say('done');
      const uploaded = Object.assign(document.createElement('input'), { type: 'hidden', name: 'uploaded', value: id });
      input.disabled = true;
      form.append(uploaded);
      form.submit();
    } catch {
      say('failed');
      again.hidden = false;
      again.focus();
      for (const button of buttons) button.disabled = false;
    }
  };
  again.onclick = () => void run();
  void run();
}

type Status = {
  readonly version: number;
  readonly progress: { readonly done: number; readonly total: number; readonly note: string } | null;
};

const running = document.querySelector<HTMLElement>('[data-refresh]');
if (running !== null) {
  const look = async (): Promise<void> => {
    const answer = await fetch(running.dataset['refresh'] ?? '', { headers: { accept: 'application/json' } });
    const { version, progress } = (await answer.json()) as Status;
    const bar = running.querySelector('progress');
    const file = running.querySelector('bdi');
    if (bar !== null && file !== null && progress !== null) {
      bar.hidden = false;
      bar.max = progress.total;
      bar.value = progress.done;
      file.textContent = progress.note;
    }
    // What is being typed is not thrown away: the page waits until nothing is.
    const isTyping = document.activeElement instanceof HTMLElement && document.activeElement.matches('input,textarea,select');
    if (answer.ok && String(version) !== running.dataset['version'] && !isTyping) location.reload();
  };
  setInterval(() => void look().catch(() => undefined), 1000);
}

for (const input of document.querySelectorAll<HTMLInputElement>('input[data-passkey]'))
  input.form?.addEventListener('submit', (event) => askPasskey(event, input));

/** The authenticator's answer goes into the form as JSON; without one the form stays. */
function askPasskey(event: SubmitEvent, input: HTMLInputElement): void {
  const { form } = input;
  if (form === null || input.value !== '') return;
  event.preventDefault();
  const run = async (): Promise<void> => {
    const options = await (await fetch(input.dataset['options'] ?? '')).json();
    const credential =
      input.dataset['passkey'] === 'create'
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
    if (!(credential instanceof PublicKeyCredential)) throw new Error('no credential');
    input.value = JSON.stringify(credential.toJSON());
    form.submit();
  };
  run().catch(() => {
    const status = form.querySelector('[role=status]');
    if (status !== null) status.textContent = input.dataset['failed'] ?? '';
  });
}
