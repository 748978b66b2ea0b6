import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Passes each request to the next of several servers, as a load balancer does. */
export interface Alternating {
  readonly url: string;
  /** The ports of the servers that get requests now. */
  targets: readonly number[];
  stop(): void;
}

export async function alternating(targets: readonly number[]): Promise<Alternating> {
  let turn = 0;
  const server: Server = createServer((asked, answer) => {
    const among = self.targets;
    const port = among[turn++ % among.length];
    const { method, url, headers } = asked;
    const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    onward.on('error', () => {
      if (!answer.headersSent) answer.writeHead(502);
      answer.end();
    });
    answer.on('close', () => onward.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const self: Alternating = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    targets,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return self;
}
