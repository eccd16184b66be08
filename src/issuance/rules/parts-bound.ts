import type { IssueRule } from '../issue-rule.ts';

export const partsBound: IssueRule = {
  id: 'parts-bound',
  rule: 'Every part names a version or a digest, so that somebody can tell whether theirs is covered.',
  references: [{ source: 'IQS', clause: '1-product, promise 6' }],
  check: ({ claims }) =>
    claims.parts
      .filter(({ kind, versions, digests }) => kind !== 'service' && kind !== 'network' && versions.length + digests.length === 0)
      .map(({ id }) => `part ${id} is bound to nothing`),
};
