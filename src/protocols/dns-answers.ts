import type { DnsMessage, DnsQuestion } from './dns-message.ts';

/** Aliases followed from a question. */
const mostAliases = 64;

/**
 * What a response answers a question with: the data of the answer section that belong to the name asked for, or to what it is an alias of
 * (RFC 1034, 3.6.2). Records of other names are nobody's answer (threat: poisoning).
 */
export function dnsAnswers({ records }: DnsMessage, { name, type }: DnsQuestion): readonly string[] {
  const names = new Set([name]);
  const answers: string[] = [];
  for (const record of records) {
    if (record.section !== 'answer' || !names.has(record.name)) continue;
    const data = record.type === 'TXT' ? [record.data.join('')] : record.data;
    if (record.type === type || record.type === 'CNAME' || type === 'ANY') answers.push(...data);
    if (record.type === 'CNAME' && names.size < mostAliases) for (const alias of data) names.add(alias);
  }
  return [...new Set(answers)];
}
