// budget: a worker's program. Keeps the page that checks labels, the lists and what was looked at on this device: fresh from the network where there is one, else the copy.

type Waiting = { readonly waitUntil: (task: Promise<unknown>) => void };
type Fetching = Waiting & { readonly request: Request; readonly respondWith: (answer: Promise<Response>) => void };
type WorkerScope = {
  readonly location: Location;
  readonly clients: { readonly claim: () => Promise<void> };
  readonly skipWaiting: () => Promise<void>;
  addEventListener(name: 'install' | 'activate', listener: (event: Waiting) => void): void;
  addEventListener(name: 'fetch', listener: (event: Fetching) => void): void;
};

const scope = self as unknown as WorkerScope;
const shelf = 'iqs-check-1';
/** Labels looked at, with their pictures: the oldest make room. */
const mostKept = 300;
const patienceMs = 8000;

scope.addEventListener('install', (event) =>
  event.waitUntil(
    caches
      .open(shelf)
      .then((cache) => cache.addAll(['./', 'index.html']))
      .then(() => scope.skipWaiting()),
  ),
);
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()));

const site = new URL('../', scope.location.href).href;
/** Under the site's address: nothing else is kept, whatever a page asks for. */
const kept = /^(verify\/|status\/|labels\/|trust-list\.jwt|icon\.svg)/;

scope.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  if (method === 'GET' && url.startsWith(site) && kept.test(url.slice(site.length))) event.respondWith(answer(event));
});

async function answer(event: Fetching): Promise<Response> {
  const cache = await caches.open(shelf);
  try {
    const fresh = await fetch(event.request, { signal: AbortSignal.timeout(patienceMs), cache: 'no-cache' });
    if (fresh.ok) event.waitUntil(keep(cache, event.request, fresh.clone()));
    return fresh;
  } catch (error) {
    const copy = await cache.match(event.request, { ignoreSearch: true });
    if (copy === undefined) throw error;
    const headers = new Headers(copy.headers);
    headers.set('x-iqs-kept', '1');
    return new Response(copy.body, { status: copy.status, headers });
  }
}

async function keep(cache: Cache, request: Request, response: Response): Promise<void> {
  await cache.put(request, response);
  const keys = await cache.keys();
  const labels = keys.filter(({ url }) => url.startsWith(`${site}labels/`));
  await Promise.all(labels.slice(0, Math.max(0, labels.length - mostKept)).map((one) => cache.delete(one)));
}
