import { dateShape, listShape, nullableShape, oneOfShape, recordShape, type Shape, textShape } from '../foundation/shape.ts';
import { assurances } from './assurance.ts';
import { type StatementDocument, statementSources } from './component-statement.ts';
import { statementFault } from './statement-fault.ts';

/** Threat: a name that breaks out of its line, or reorders what stands beside it in a report. */
const line = textShape(300, /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]*$/u);
const id = textShape(80, /^[a-z0-9]+(-[a-z0-9]+)*$/);

/** At least one. */
const someShape =
  <T>(shape: Shape<T>, most: number): Shape<readonly T[]> =>
  (value) =>
    Array.isArray(value) && value.length === 0 ? ': at least one wanted' : listShape(shape, most)(value);

const shape: Shape<StatementDocument> = recordShape({
  number: textShape(80, /^[A-Za-z0-9]+([-._/ ][A-Za-z0-9]+)*$/),
  source: oneOfShape(statementSources),
  level: line,
  claims: listShape(line, 100),
  component: recordShape({
    name: line,
    maker: line,
    versions: someShape(recordShape({ version: line, hardware: nullableShape(line) }), 200),
  }),
  satisfies: someShape(recordShape({ scheme: id, vintage: line, criteria: someShape(id, 200) }), 20),
  conditions: listShape(
    recordShape({ id, words: line, check: nullableShape(recordShape({ probe: id, is: oneOfShape(['yes', 'no']) })) }),
    40,
  ),
  issued: dateShape,
  until: dateShape,
  assurance: oneOfShape(assurances),
});

/**
 * A statement's document, every member there and none besides, within the limits of docs/spec/component-statement.md; also refused is what
 * `statementFault` finds.
 */
export const statementDocumentShape: Shape<StatementDocument> = (value) => {
  const wrong = shape(value);
  if (wrong !== null) return wrong;
  const fault = statementFault(value as StatementDocument);
  return fault === null ? null : `.${fault.path.join('.')}: ${fault.code}`;
};
