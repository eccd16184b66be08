import { latin1 } from '../../foundation/byte-reader.ts';

/** Methods of HTTP, WebDAV and UPnP's eventing (IANA HTTP Method Registry; UPnP Device Architecture 2.0, 4). RTSP and SIP share some: the version tells. */
const methods =
  /^(?:GET|POST|PUT|HEAD|DELETE|OPTIONS|PATCH|CONNECT|TRACE|PROPFIND|PROPPATCH|MKCOL|COPY|MOVE|LOCK|UNLOCK|REPORT|SEARCH|SUBSCRIBE|UNSUBSCRIBE|NOTIFY|M-SEARCH|M-POST) \S+/;

/** Whether bytes begin an HTTP/1 message: a request line with a method and, once it is whole, the version; or a status line. */
export function isHttpStart(bytes: Uint8Array): boolean {
  if (bytes.length < 8) return false;
  const text = latin1(bytes.subarray(0, 1024));
  if (/^HTTP\/[01]\.\d \d{3}/.test(text)) return true;
  if (!methods.test(text)) return false;
  const end = text.indexOf('\n');
  return end < 0 ? bytes.length >= 1024 : / HTTP\/[01]\.\d\r?$/.test(text.slice(0, end));
}
