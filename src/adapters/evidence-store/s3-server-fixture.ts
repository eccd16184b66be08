import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import aws4 from 'aws4';

export const s3Keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const region = 'eu-test-1';
const bucket = '/evidence-bucket';

export type S3Server = {
  readonly endpoint: string;
  readonly region: string;
  readonly objects: Map<string, Buffer>;
  /** Uploads in parts that were begun and neither completed nor aborted. */
  readonly open: ReadonlyMap<string, Map<number, Buffer>>;
  /** Set: the next part is answered with 500. */
  fail: boolean;
  readonly close: () => Promise<void>;
};

/** So much of S3 as the store uses, path-style, in memory; every request's signature (AWS Signature Version 4) is made again by another library and compared. */
export async function s3Server(): Promise<S3Server> {
  const state = { objects: new Map<string, Buffer>(), open: new Map<string, Map<number, Buffer>>(), fail: false };
  const server = createServer((request, response) => {
    void answer(state, request, response).catch((error: unknown) => problem(response, 500, String(error)));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return Object.assign(state, {
    endpoint: `http://127.0.0.1:${address.port}${bucket}`,
    region,
    close: () =>
      new Promise<void>((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  });
}

type State = { readonly objects: Map<string, Buffer>; readonly open: Map<string, Map<number, Buffer>>; fail: boolean };

async function answer(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  if (!isSigned(request)) return problem(response, 403, 'SignatureDoesNotMatch');
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://s3');
  if (pathname !== bucket && !pathname.startsWith(`${bucket}/`)) return problem(response, 404, 'NoSuchBucket');
  const key = decodeURIComponent(pathname.slice(bucket.length + 1));
  const upload = searchParams.get('uploadId');
  if (searchParams.has('uploads')) return begin(state, response, key);
  if (upload !== null) return part(state, request, response, key, upload, Number(searchParams.get('partNumber')), body);
  if (key === '') return list(state, response, searchParams);
  return object(state, request, response, key, body);
}

function isSigned(request: IncomingMessage): boolean {
  const given = /^AWS4-HMAC-SHA256 Credential=[^/]+\/[^,]+, ?SignedHeaders=([^,]+), ?Signature=[0-9a-f]{64}$/.exec(
    request.headers.authorization ?? '',
  );
  const names = given?.[1]?.split(';') ?? [];
  if (!['host', 'x-amz-date', 'x-amz-content-sha256'].every((name) => names.includes(name))) return false;
  const headers = Object.fromEntries(names.map((name) => [name, request.headers[name] as string]));
  const again = aws4.sign(
    {
      service: 's3',
      region,
      method: request.method,
      path: request.url,
      host: request.headers.host,
      headers,
      doNotModifyHeaders: false,
      extraHeadersToInclude: Object.fromEntries(names.map((name) => [name, true])),
    } as Parameters<typeof aws4.sign>[0],
    s3Keys,
  );
  return again.headers?.['Authorization'] === request.headers.authorization?.replaceAll(/, ?/g, ', ');
}

function object({ objects }: State, request: IncomingMessage, response: ServerResponse, key: string, body: Buffer): void {
  if (request.method === 'PUT') {
    objects.set(key, body);
    return void response.writeHead(200, { etag: etagOf(body) }).end();
  }
  if (request.method === 'DELETE') {
    objects.delete(key);
    return void response.writeHead(204).end();
  }
  const found = objects.get(key);
  if (found === undefined) return problem(response, 404, 'NoSuchKey');
  const range = /^bytes=([0-9]+)-([0-9]*)$/.exec(request.headers.range ?? '');
  const bytes = range === null ? found : found.subarray(Number(range[1]), range[2] === '' ? undefined : Number(range[2]) + 1);
  response.writeHead(range === null ? 200 : 206, { 'content-length': bytes.length, etag: etagOf(found) });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

function begin({ open }: State, response: ServerResponse, key: string): void {
  const id = `${key}#${open.size + 1}`;
  open.set(id, new Map());
  xml(
    response,
    `<InitiateMultipartUploadResult><Bucket>b</Bucket><Key>${key}</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
  );
}

function part(
  state: State,
  request: IncomingMessage,
  response: ServerResponse,
  key: string,
  id: string,
  number: number,
  body: Buffer,
): void {
  const parts = state.open.get(id);
  if (parts === undefined) return problem(response, 404, 'NoSuchUpload');
  if (request.method === 'PUT') {
    if (state.fail) {
      state.fail = false;
      return problem(response, 500, 'InternalError');
    }
    parts.set(number, body);
    return void response.writeHead(200, { etag: etagOf(body) }).end();
  }
  state.open.delete(id);
  if (request.method === 'DELETE') return void response.writeHead(204).end();
  const asked = [...body.toString().matchAll(/<PartNumber>([0-9]+)<\/PartNumber>\s*<ETag>(?:&quot;|")?([0-9a-f]+)(?:&quot;|")?<\/ETag>/g)];
  const whole = asked.map(([, at, etag]) => {
    const found = parts.get(Number(at));
    if (found === undefined || etagOf(found) !== `"${etag}"`) throw new Error('InvalidPart');
    return found;
  });
  state.objects.set(key, Buffer.concat(whole));
  xml(
    response,
    `<CompleteMultipartUploadResult><Location>l</Location><Bucket>b</Bucket><Key>${key}</Key><ETag>"x-${asked.length}"</ETag></CompleteMultipartUploadResult>`,
  );
}

function list({ objects }: State, response: ServerResponse, query: URLSearchParams): void {
  const after = query.get('continuation-token') ?? '';
  const keys = [...objects.keys()].filter((key) => key.startsWith(query.get('prefix') ?? '') && key > after).sort();
  // Two a page, so that paging is seen.
  const page = keys.slice(0, 2);
  const more = keys.length > page.length;
  const contents = page.map((key) => `<Contents><Key>${key}</Key><Size>${objects.get(key)?.length}</Size></Contents>`).join('');
  const next = more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
  xml(
    response,
    `<ListBucketResult><IsTruncated>${more}</IsTruncated><KeyCount>${page.length}</KeyCount>${contents}${next}</ListBucketResult>`,
  );
}

const etagOf = (bytes: Buffer): string => `"${createHash('md5').update(bytes).digest('hex')}"`;

const xml = (response: ServerResponse, text: string): void =>
  void response.writeHead(200, { 'content-type': 'application/xml' }).end(`<?xml version="1.0" encoding="UTF-8"?>${text}`);

const problem = (response: ServerResponse, status: number, code: string): void =>
  void response
    .writeHead(status, { 'content-type': 'application/xml' })
    .end(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`);
