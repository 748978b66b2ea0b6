// Preloaded into a measured service. On request of its parent it sends two maxima since the last request: how long the
// event loop was blocked, in ms of CPU time of the main thread (the machine may be shared, and time spent waiting for a
// processor is not the service's own), and the resident memory in bytes.
import { readFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/** CPU time of the main thread in ms. Linux gives it in nanoseconds. */
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

// A preloaded module runs in the service's other threads too: what they do holds nobody up.
if (isMainThread) setInterval(look, 5).unref();

process.on('message', (asked) => {
  if (asked !== 'holds') return;
  look();
  process.send({ held, memory });
  [held, memory] = [0, 0];
});
