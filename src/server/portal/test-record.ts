/** What a laboratory answers about one unit: the form of docs/spec/dossier.md, Test records. */
export type TestRecordFacts = {
  readonly laboratory: string;
  readonly unit: string;
  /** RFC 3339 date. */
  readonly date: string;
  readonly answers: readonly { readonly probe: string; readonly is: 'yes' | 'no'; readonly place: string }[];
};

/** The text of `record/1`. Every value stands on its own line: breaks in it become blanks, and quotes around the whole of it go, as a reader would take them off. */
export function testRecord({ laboratory, unit, date, answers }: TestRecordFacts): string {
  const items = answers.map(({ probe, is, place }) => `  - probe: ${probe}\n    is: ${is}\n    place: ${oneLine(place)}\n`);
  return `iqs: record/1\nlaboratory: ${oneLine(laboratory)}\nunit: ${oneLine(unit)}\ndate: ${date}\nanswers:\n${items.join('')}`;
}

const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
    .trim();
