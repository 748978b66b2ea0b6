/** Prints one line of JSON for a case. Lines show wall and CPU milliseconds, because the machine may be shared. */
export function print(line) {
  console.log(JSON.stringify(line));
}

/** The median of several runs of a piece of work. */
export function time(work, runs = 5) {
  const results = Array.from({ length: runs }, () => {
    const [wall, cpu] = [performance.now(), process.cpuUsage()];
    work();
    const used = process.cpuUsage(cpu);
    return { wall: performance.now() - wall, cpu: (used.user + used.system) / 1000 };
  });
  results.sort((a, b) => a.wall - b.wall);
  return results[Math.floor(runs / 2)];
}

export const rounded = (value) => Math.round(value * 100) / 100;

/** Prints a case, compared with a named alternative in the same run. */
export function report(name, size, mine, alternative) {
  const line = { case: name, size, wallMs: rounded(mine.wall), cpuMs: rounded(mine.cpu) };
  if (alternative) {
    line.against = alternative.name;
    line.againstWallMs = rounded(alternative.wall);
    line.ratio = rounded(alternative.wall / mine.wall);
  }
  print(line);
}

/** The median, the 99th percentile and the maximum of many times. */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => rounded(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN);
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}
