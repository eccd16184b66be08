/** A known daemon: which protocol it speaks and where it listens unless told otherwise. A row of `catalogue/tables/services.tsv`. */
export type ServiceProgram = {
  /** A program's base name, or `/…/`: a regular expression the whole base name must match. */
  readonly program: string;
  /** `telnet` `ssh` `http` …; null: no network protocol of its own. */
  readonly protocol: string | null;
  readonly port: number | null;
  /** Options whose value is the port, e.g. `-p`; the value may be `port`, `address:port` or `[address]:port`. */
  readonly portOptions: readonly string[];
};

/** Reads the table: tab-separated `program protocol port options`; `-` is none, `#` starts a comment, options are parted by spaces. */
export function readServicePrograms(text: string): readonly ServiceProgram[] {
  const rows: ServiceProgram[] = [];
  for (const line of text.split('\n')) {
    const [program, protocol, port, options] = line.trimEnd().split('\t');
    if (!program || program.startsWith('#') || program === 'program') continue;
    rows.push({
      program,
      protocol: protocol === undefined || protocol === '-' ? null : protocol,
      port: port !== undefined && /^\d{1,5}$/.test(port) ? Number(port) : null,
      portOptions: options === undefined || options === '-' ? [] : options.split(' '),
    });
  }
  return rows;
}
