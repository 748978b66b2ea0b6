// node healthy.mjs PORT: whether the service at that port of this container is ready. The image has no curl.
import { get } from 'node:http';

get(`http://127.0.0.1:${process.argv[2]}/health/ready`, { timeout: 3000 }, ({ statusCode }) => {
  process.exit(statusCode === 200 ? 0 : 1);
})
  .on('timeout', () => process.exit(1))
  .on('error', () => process.exit(1));
