import { numberParts } from '../../credential/number-parts.ts';
import { trainingScheme } from '../../model/training-scheme.ts';
import type { IssueRule } from '../issue-rule.ts';

export const issuerMaySign: IssueRule = {
  id: 'issuer-may-sign',
  rule: "The key is the issuer's, within its term and not compromised; the number is the issuer's; training keys sign training labels and nothing else.",
  references: [{ source: 'IQS label credential', clause: 'Verifying a printed code, steps 8 to 11' }],
  check: ({ issuer, toSign, claims: { number, issuedAt, scheme } }) => {
    const key = issuer.keys.find(({ kid }) => kid === toSign.kid);
    const faults: string[] = [];
    if (key === undefined) faults.push('the trust list does not name this key');
    else if (issuedAt < key.from || issuedAt > key.until) faults.push(`issued on ${issuedAt}, key from ${key.from} until ${key.until}`);
    if (key?.compromised) faults.push(`the key is recorded as compromised since ${key.compromised.at}`);
    if (numberParts(number).body !== issuer.body) faults.push(`number ${number} is not of body ${issuer.body}`);
    if ((scheme.id === trainingScheme) !== issuer.training) faults.push(`scheme ${scheme.id}, training issuer: ${issuer.training}`);
    return faults;
  },
};
