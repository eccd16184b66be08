import { chooseScheme } from '../adapters/catalogue/choose-scheme.ts';
import { loadCatalogue } from '../adapters/catalogue/load-catalogue.ts';
import { atomsOf } from '../assessment/evaluate-rule.ts';
import { canonicalJson } from '../foundation/canonical-json.ts';
import { UserError } from '../foundation/user-error.ts';
import type { Probe } from '../model/probe.ts';
import type { Reference } from '../model/reference.ts';
import type { Criterion, Rule } from '../model/scheme.ts';
import { probes } from '../probes/probes.generated.ts';
import { exitCodes } from './exit-codes.ts';

export type ExplainFlags = { readonly scheme?: string | undefined; readonly json?: true | undefined };

/** `iqs explain CRITERION`: what it demands, how it is decided, where it comes from, what to do; a probe's id explains the probe. */
export async function explainCommand(id: string, flags: ExplainFlags): Promise<number> {
  const scheme = chooseScheme(await loadCatalogue(), flags.scheme);
  const criterion = scheme.criteria.find((one) => one.id === id);
  const probe = probes.find((one) => one.id === id);
  if (!criterion && !probe) {
    throw new UserError(
      'CRITERION_UNKNOWN',
      'no such criterion or probe',
      id,
      `use one of: ${[...scheme.criteria.map((one) => one.id), ...probes.map((one) => one.id)].join(', ')}`,
    );
  }
  if (flags.json) process.stdout.write(canonicalJson(criterion ?? { ...probe, ask: undefined }));
  else process.stdout.write(`${(criterion ? criterionLines(criterion) : probeLines(probe as Probe)).join('\n')}\n`);
  return exitCodes.done;
}

function criterionLines(criterion: Criterion): readonly string[] {
  const asked = [...atomsOf(criterion.rule), ...(criterion.appliesWhen ? atomsOf(criterion.appliesWhen) : [])];
  const questions = probes.filter((probe) => asked.some((atom) => atom.probe === probe.id));
  return [
    `${criterion.id}  (rung ${criterion.rung}, ${criterion.parts.join(', ')}): ${criterion.title}`,
    '',
    criterion.plain,
    '',
    ...(criterion.appliesWhen ? [`applies when: ${ruleText(criterion.appliesWhen)}`] : []),
    `rule:         ${ruleText(criterion.rule)}`,
    `software can: ${criterion.decides}; a pass needs evidence at least ${criterion.leastAssurance}`,
    '',
    'asks:',
    ...questions.flatMap((probe) => [
      `  ${probe.id}: ${probe.title}`,
      ...probe.limitations.map((limitation) => `      not seen: ${limitation}`),
    ]),
    '',
    `when it fails:  ${criterion.remedy}`,
    `when it is open: ${criterion.settle}`,
    '',
    'sources:',
    ...criterion.sources.map((source) => `  ${referenceText(source)}`),
  ];
}

function probeLines(probe: Probe): readonly string[] {
  return [
    `${probe.id}: ${probe.title}`,
    '',
    `answers from: ${probe.needs.join(', ')}`,
    ...probe.limitations.map((limitation) => `not seen:     ${limitation}`),
    ...probe.references.map((reference) => `source:       ${referenceText(reference)}`),
  ];
}

function ruleText(rule: Rule): string {
  if ('probe' in rule) return `${rule.probe} is ${rule.is}`;
  if ('criterion' in rule) return `criterion ${rule.criterion} passes`;
  const [parts, word] = 'all' in rule ? [rule.all, ' and '] : [rule.any, ' or '];
  return parts.length === 1 ? ruleText(parts[0] as Rule) : `(${parts.map(ruleText).join(word)})`;
}

const referenceText = ({ source, clause, url }: Reference): string => [source, clause, url].filter(Boolean).join(', ');
