import { type Messages, text } from '../../model/message.ts';
import type { CheckData } from '../../reports/site/check-page.ts';
import { startCamera } from './camera.ts';
import { element } from './element.ts';
import { type Judged, judge, type Verify } from './judge.ts';
import { pagePart } from './page-part.ts';
import { readPicture } from './read-picture.ts';
import { siteAddress } from './site-files.ts';
import { verdictView } from './verdict-view.ts';

const memory = 'iqs-language';

/** The page's state: the language, and what was judged last, so that it can be said again in another language. */
type State = { messages: Messages; judged: Judged | null; stopCamera: (() => void) | null };

/** Brings the page that checks labels to life. */
export function startCheckPage(verify: Verify): void {
  const data = JSON.parse(document.getElementById('data')?.textContent ?? '') as CheckData;
  const english = data.languages.find(({ language }) => language === 'en') as Messages;
  const state: State = { messages: firstLanguage(data.languages, english), judged: null, stopCamera: null };
  const verdict = pagePart('verdict', HTMLElement);
  const show = (): void => {
    if (state.judged !== null) verdict.replaceChildren(verdictView(state.judged, data.site, state.messages));
  };
  const check = async (given: string): Promise<void> => {
    verdict.replaceChildren(element('p', { class: 'soft' }, text(state.messages, 'check.working')));
    state.judged = await judge(given, data, verify);
    show();
    verdict.scrollIntoView({ block: 'start' });
  };
  const tell = (key: string): void => {
    state.judged = null;
    verdict.replaceChildren(element('p', { class: 'notice', 'data-told': key }, text(state.messages, key)));
  };
  speak(data, state, show, english);
  listen(state, check, tell);
  const fromAddress = (): void => {
    const code = location.hash.slice(1);
    if (code.length <= 12 || code === 'content') return;
    pagePart('text', HTMLTextAreaElement).value = code;
    void check(code);
  };
  addEventListener('hashchange', fromAddress);
  fromAddress();
  keepOffline(data);
}

/** The reader's choice from before, else the first of the browser's languages that there is. */
function firstLanguage(languages: readonly Messages[], english: Messages): Messages {
  const wanted = [stored(), ...navigator.languages.map((tag) => tag.split('-')[0])];
  const found = wanted.flatMap((tag) => languages.filter(({ language }) => language === tag))[0];
  return found === undefined || found === english ? english : { ...found, fallback: english };
}

function stored(): string | null {
  try {
    return localStorage.getItem(memory);
  } catch {
    return null;
  }
}

/** Puts the page's own words into the language, and the languages to choose from. */
function speak(data: CheckData, state: State, show: () => void, english: Messages): void {
  const words = (): void => {
    document.documentElement.lang = state.messages.language;
    document.title = text(state.messages, 'site.check');
    for (const place of document.querySelectorAll<HTMLElement>('[data-text]'))
      place.textContent = text(state.messages, place.dataset['text'] ?? '');
    for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-home]'))
      link.href = siteAddress(data.site, `${state.messages.language === 'en' ? '' : `${state.messages.language}/`}index.html`);
    pagePart('languages', HTMLElement).replaceChildren(...data.languages.map((each) => element('li', {}, button(each))));
  };
  const button = (each: Messages): HTMLElement => {
    const made = element('button', { type: 'button', lang: each.language, class: 'link' }, each.name);
    if (each.language === state.messages.language) made.setAttribute('aria-current', 'true');
    made.addEventListener('click', () => {
      state.messages = each === english ? english : { ...each, fallback: english };
      try {
        localStorage.setItem(memory, each.language);
      } catch {
        // A browser that remembers nothing asks again next time.
      }
      words();
      show();
    });
    return made;
  };
  words();
}

function listen(state: State, check: (given: string) => Promise<void>, tell: (key: string) => void): void {
  const [asked, given] = [pagePart('ask', HTMLFormElement), pagePart('text', HTMLTextAreaElement)];
  asked.addEventListener('submit', (event) => {
    event.preventDefault();
    if (given.value.trim() !== '') void check(given.value);
  });
  const look = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const answer = await readPicture(file);
    if (answer.found === null) return tell(`check.file.${answer.why}`);
    given.value = answer.found;
    await check(answer.found);
  };
  const picture = pagePart('picture', HTMLInputElement);
  picture.addEventListener('change', () => void look(picture.files?.[0]).finally(() => (picture.value = '')));
  asked.addEventListener('dragover', (event) => event.preventDefault());
  asked.addEventListener('drop', (event) => {
    event.preventDefault();
    void look(event.dataTransfer?.files[0]);
  });
  listenToCamera(state, tell, (code) => {
    given.value = code;
    void check(code);
  });
}

function listenToCamera(state: State, tell: (key: string) => void, seen: (code: string) => void): void {
  const finder = pagePart('finder', HTMLElement);
  const camera = pagePart('camera', HTMLButtonElement);
  const label = camera.querySelector('span') as HTMLElement;
  const name = (key: string): void => {
    label.dataset['text'] = key;
    label.textContent = text(state.messages, key);
  };
  const stop = (): void => {
    state.stopCamera?.();
    state.stopCamera = null;
    finder.hidden = true;
    name('check.camera');
  };
  const start = async (): Promise<void> => {
    camera.disabled = true;
    finder.hidden = false;
    name('check.camera.stop');
    try {
      state.stopCamera = await startCamera(pagePart('video', HTMLVideoElement), (code) => {
        stop();
        seen(code);
      });
    } catch {
      stop();
      tell('check.camera.refused');
    } finally {
      camera.disabled = false;
    }
  };
  camera.addEventListener('click', () => (state.stopCamera === null ? void start() : stop()));
}

/** Keeps the page and what it needs on this device. A page opened from a disk is its own copy. */
function keepOffline(data: CheckData): void {
  const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer };
  if (location.protocol === 'file:') {
    pagePart('keep', HTMLAnchorElement).hidden = true;
    return;
  }
  const ready = async (): Promise<void> => {
    await serviceWorker?.register('service-worker.js');
    await serviceWorker?.ready;
    if (serviceWorker?.controller === null)
      await new Promise((done) => serviceWorker.addEventListener('controllerchange', done, { once: true }));
    await Promise.all(['trust-list.jwt', ...data.statusLists.map(({ path }) => path)].map((path) => fetch(siteAddress(data.site, path))));
    pagePart('ready', HTMLElement).hidden = false;
  };
  // Without it everything works, as long as there is a network.
  if (serviceWorker !== undefined) ready().catch(() => undefined);
}
