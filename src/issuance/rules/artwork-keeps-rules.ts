import { labelForms } from '../../label/label-form.ts';
import { lintLabel } from '../../label/lint-label.ts';
import type { IssueRule } from '../issue-rule.ts';

export const artworkKeepsRules: IssueRule = {
  id: 'artwork-keeps-rules',
  rule: 'Every form is drawn in every language, and keeps every rule of the artwork.',
  references: [{ source: 'IQS', clause: '5-label-and-register, Artwork' }],
  check: ({ trial: { artwork } }) => {
    const languages = [...new Set(artwork.map(({ language }) => language))];
    const missing = languages.flatMap((language) =>
      labelForms
        .filter((form) => !artwork.some((one) => one.form === form && one.language === language))
        .map((form) => `${form} in ${language} is missing`),
    );
    const faults = artwork.flatMap(({ svg, form, language, facts }) =>
      lintLabel(svg, form, facts).map((fault) => `${form} in ${language}: ${fault}`),
    );
    return languages.length === 0 ? ['no artwork'] : [...missing, ...faults];
  },
};
