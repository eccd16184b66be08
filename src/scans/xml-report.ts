import { DecodeError } from '../foundation/decode-error.ts';
import type { Host, XmlElement } from '../model/host.ts';

/** The root of an XML report of the given name, and whether the text ends before it does. */
export function xmlReport(text: string, host: Host, names: readonly string[]): { readonly root: XmlElement; readonly cutOff: boolean } {
  const root = host.xml(text.replace(/^\uFEFF/, ''));
  if (root === null) throw new DecodeError('malformed', 'not XML, or larger than is read');
  if (!names.includes(root.name)) throw new DecodeError('unsupported', `the root element is not ${names.join(' or ')}`);
  const end = text.slice(-200).trimEnd();
  return { root, cutOff: !end.endsWith(`</${root.name}>`) && !end.endsWith('/>') };
}

/** The name of the first element of a text that looks like XML; null for anything else. Looks at the first 4096 characters. */
export function xmlRootName(text: string): string | null {
  const head = text
    .slice(0, 4096)
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (!head.startsWith('<')) return null;
  for (let at = 0; at >= 0 && at < head.length; ) {
    if (head.startsWith('<!--', at)) at = after(head, '-->', at);
    else if (head.startsWith('<?', at) || head.startsWith('<!', at)) at = after(head, '>', at);
    else return /^<([A-Za-z_][\w.:-]{0,60})/.exec(head.slice(at, at + 64))?.[1] ?? null;
  }
  return null;
}

function after(head: string, mark: string, from: number): number {
  const end = head.indexOf(mark, from);
  return end < 0 ? -1 : head.indexOf('<', end);
}

export const childrenOf = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  element?.children.filter((child) => child.name === name) ?? [];

export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((child) => child.name === name);

/** Text of a child; empty where it is missing. */
export const childText = (element: XmlElement | undefined, name: string): string => childOf(element, name)?.text ?? '';
