import { XMLParser } from 'fast-xml-parser';
import type { XmlElement } from '../model/host.ts';

const mostCharacters = 64 * 2 ** 20;
/** Each costs some hundred bytes of memory, and is written in four characters. */
const mostElements = 1_000_000;
const deepest = 64;

const text = '#text';
const cdata = '#cdata';
const attributesOf = ':@';

/**
 * The root element of an XML document; null for what is none, and for one of more than 64 Mi characters, a million elements or 64 levels.
 * Entities that a document defines itself are never expanded (CWE-776) and nothing is fetched (CWE-611): only the five of XML and characters
 * by number are read. A document that is cut off is read to the cut.
 */
export function readXml(source: string): XmlElement | null {
  if (source.length > mostCharacters || elementsAtMost(source) > mostElements) return null;
  try {
    const parser = new XMLParser({
      preserveOrder: true,
      ignoreAttributes: false,
      attributeNamePrefix: '',
      textNodeName: text,
      cdataPropName: cdata,
      parseTagValue: false,
      trimValues: false,
      processEntities: false,
      ignoreDeclaration: true,
      ignorePiTags: true,
      jPath: false,
      maxNestedTags: deepest,
    });
    const whole = source.slice(0, source.lastIndexOf('>') + 1);
    const root = (parser.parse(whole) as readonly Node[]).find((node) => !(text in node || cdata in node));
    return root === undefined ? null : element(root);
  } catch {
    return null;
  }
}

type Node = { readonly [name: string]: unknown };

function elementsAtMost(source: string): number {
  let count = 0;
  for (let at = source.indexOf('<'); at >= 0 && count <= mostElements; at = source.indexOf('<', at + 1)) {
    if (source[at + 1] !== '/') count += 1;
  }
  return count;
}

const nameOf = (node: Node): string => Object.keys(node).find((key) => key !== attributesOf) ?? '';

/** Recursion is as deep as the parser lets elements nest. */
function element(node: Node): XmlElement {
  const name = nameOf(node);
  const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [key, value] of Object.entries((node[attributesOf] ?? {}) as Record<string, string>)) attributes[key] = decoded(value);
  const children: XmlElement[] = [];
  const words: string[] = [];
  for (const child of node[name] as readonly Node[]) {
    if (text in child) words.push(decoded(child[text] as string));
    else if (cdata in child) words.push(((child[cdata] as readonly Node[])[0]?.[text] ?? '') as string);
    else children.push(element(child));
  }
  return { name, attributes, children, text: words.join('').trim() };
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** What XML 1.0 (4.6) predefines; other names stay as they are written. */
function decoded(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replaceAll(/&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(lt|gt|amp|quot|apos));/g, (whole, decimal, hexadecimal, name) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}
