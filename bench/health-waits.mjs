// A worker thread that requests /health/live of services every 20 ms, so that no other part of the benchmark delays it.
// On each message from its parent it answers with the longest wait of each service in ms, and resets them to 0.
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

const everyMs = 20;
const waits = Object.fromEntries(Object.keys(workerData).map((name) => [name, 0]));

async function ask(name, url) {
  for (;;) {
    const began = performance.now();
    const answer = await fetch(`${url}/health/live`).catch(() => undefined);
    await answer?.arrayBuffer();
    waits[name] = Math.max(waits[name], performance.now() - began);
    await sleep(everyMs);
  }
}

for (const [name, url] of Object.entries(workerData)) void ask(name, url);
parentPort.on('message', () => {
  parentPort.postMessage({ ...waits });
  for (const name of Object.keys(waits)) waits[name] = 0;
});
