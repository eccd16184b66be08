// Written by `npm run generate`; do not edit. The folder is the registration.
import type { IssueRule } from '../issue-rule.ts';
import { artworkKeepsRules } from './artwork-keeps-rules.ts';
import { assessmentBound } from './assessment-bound.ts';
import { codeVerifies } from './code-verifies.ts';
import { credentialVerifies } from './credential-verifies.ts';
import { datesInOrder } from './dates-in-order.ts';
import { decidedByOthers } from './decided-by-others.ts';
import { issuerMaySign } from './issuer-may-sign.ts';
import { letterNotRaised } from './letter-not-raised.ts';
import { partsBound } from './parts-bound.ts';
import { reproducible } from './reproducible.ts';
import { schemeIssues } from './scheme-issues.ts';
import { trialIsTheSame } from './trial-is-the-same.ts';

export const rules: readonly IssueRule[] = [artworkKeepsRules, assessmentBound, codeVerifies, credentialVerifies, datesInOrder, decidedByOthers, issuerMaySign, letterNotRaised, partsBound, reproducible, schemeIssues, trialIsTheSame];
