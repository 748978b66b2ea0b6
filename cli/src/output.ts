import cliProgress from 'cli-progress';

/** Prints a result: as one JSON document, or in words. */
export function print(json: boolean, result: unknown, words: (result: never) => string): void {
  console.log(json ? JSON.stringify(result) : words(result as never));
}

export interface Progress {
  at(done: number): void;
  stop(): void;
}

/** A progress bar on the terminal; none with --json, or where stderr is not a terminal. */
export function progress(total: number, what: string, json: boolean): Progress {
  if (json || !process.stderr.isTTY) return { at: () => undefined, stop: () => undefined };
  const bar = new cliProgress.SingleBar(
    { format: `${what} {bar} {value}/{total} {eta_formatted}`, stream: process.stderr, hideCursor: true },
    cliProgress.Presets.shades_classic,
  );
  bar.start(total, 0);
  return { at: (done) => bar.update(done), stop: () => bar.stop() };
}

/** Columns as wide as their widest cell. */
export function table(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
