// Preloaded into each measured service: asked by its parent, it collects its garbage and tells the bytes that it still holds.
process.on('message', (asked) => {
  if (asked !== 'live') return;
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  process.send(heapUsed + external);
});
// To be asked is no reason to go on.
process.channel.unref();
