// Preloaded into each measured service. On request of its parent it collects garbage, and sends the bytes still in use.
process.on('message', (asked) => {
  if (asked !== 'live') return;
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  process.send(heapUsed + external);
});
// The channel to the parent must not keep the process running.
process.channel?.unref();
