// Preloaded into a measured service. Asked by its parent, it tells since the last time: how long its event loop was held at
// most, in ms that its main thread worked (the machine may be shared: what it waited for a processor is not its own), and
// the most resident memory in bytes.
import { readFileSync } from 'node:fs';

/** Linux: nanoseconds that the main thread has run. */
const workedMs = () => Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ', 1)[0]) / 1e6;

let last = workedMs();
let held = 0;
let memory = 0;

function look() {
  const now = workedMs();
  held = Math.max(held, now - last);
  last = now;
  memory = Math.max(memory, process.memoryUsage.rss());
}

setInterval(look, 5).unref();

process.on('message', (asked) => {
  if (asked !== 'holds') return;
  look();
  process.send({ held, memory });
  [held, memory] = [0, 0];
});
