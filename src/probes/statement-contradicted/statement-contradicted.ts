import type { Answer } from '../../model/finding.ts';
import type { Probe, ProbeInput } from '../../model/probe.ts';
import { absent, concluded, count } from '../answer.ts';
import { imageObstacles } from '../ask-firmware.ts';
import { firmwareNeeds, firmwareSubjects } from '../firmware-subjects.ts';
import { cra, en303645 } from '../references.ts';
import { againstDocuments, againstImage, comparableTopics } from './comparisons.ts';

/**
 * Declaration against reality. A dossier without statements cannot be contradicted: then the answer is `no`, but only of firmware that was
 * read, so that saying nothing is no way round handing in evidence.
 */
export const statementContradicted: Probe = {
  id: 'statement-contradicted',
  title: "Does the evidence contradict any of the maker's statements?",
  references: [en303645('5.0-1'), cra('Part II (1)')],
  limitations: [
    `Compares statements on ${comparableTopics.join(', ')} only.`,
    'What a statement says in other words than `none`, `unique` or a date is not understood.',
  ],
  needs: [...firmwareNeeds, 'support-statement'],
  ask: (input) => [answerOn(input)],
};

function answerOn(input: ProbeInput): Answer {
  const images = firmwareSubjects(input);
  const statements = input.statements.filter(({ topic, adopted }) => !adopted && comparableTopics.includes(topic));
  const scope = `${count(statements.length, 'statement')} that can be compared`;
  if (images.length === 0 && statements.length === 0) return absent('neither statements nor firmware in the dossier');
  const compared = [againstDocuments(statements, input), ...images.map((image) => againstImage(statements, image))];
  const needsImage = statements.length === 0 || statements.some(({ topic }) => topic !== 'support-until');
  const missing =
    needsImage && images.length === 0
      ? [{ reason: 'absent' as const, at: statements[0]?.at ?? '', note: 'no firmware to compare with' }]
      : [];
  const unread = needsImage ? images.flatMap((image) => imageObstacles(image, input.unaccountedBytes)) : [];
  const evidence = [...images.map(({ item }) => item.file), ...compared.flatMap((comparison) => comparison.evidence)];
  return concluded(
    compared.flatMap(({ found }) => found),
    [...missing, ...unread, ...compared.flatMap(({ obstacles }) => obstacles)],
    scope,
    [...new Set(evidence)].sort(),
  );
}
