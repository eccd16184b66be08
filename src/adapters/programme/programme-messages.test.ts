// Every word of the programme that a person sees has its text, in every language: a closed world asks for all of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { caseStates, proposalCauses } from '../../model/case.ts';
import { roles } from '../../model/organisation.ts';
import { clockKinds } from '../../programme/case-clocks.ts';
import { refusalCodes } from '../../programme/case-refusal.ts';
import { duties } from '../../programme/duties.ts';
import { readCatalogue } from '../catalogue/read-catalogue.ts';

const { messages } = readCatalogue(fileURLToPath(new URL('../../../catalogue/', import.meta.url)));
const wanted = [
  ...caseStates.map((each) => `state.${each}`),
  ...Object.keys(duties).map((each) => `action.${each}`),
  ...[...roles, 'system'].map((each) => `role.${each}`),
  ...refusalCodes.map((each) => `refusal.${each}`),
  ...clockKinds.map((each) => `clock.${each}`),
  ...proposalCauses.map((each) => `cause.${each}`),
].map((each) => `programme.${each}`);

for (const { language, texts } of messages) {
  test(`messages/${language}.yaml has a text for every state, act, role, refusal, clock and cause, and none that is gone`, () => {
    const own = Object.keys(texts).filter((key) => /^programme\.(?:state|action|role|refusal|clock|cause)\./.test(key));
    assert.deepEqual(own.toSorted(), wanted.toSorted());
  });

  test(`messages/${language}.yaml: a refusal says what it is about, and two things at least: what, and how to mend it`, () => {
    for (const code of refusalCodes) {
      const text = texts[`programme.refusal.${code}`] ?? '';
      assert.ok(text.includes('{detail}'), code);
      assert.ok(/[.:,;] ./.test(text), code);
    }
  });
}
