import type { Request, Response } from 'express';

const passesWithinMs = 2_000;

/**
 * Call it before the answer to a request whose body will not be read. A client that is cut off while it sends may never
 * see the answer (the gateway would report that the service is away). So the service discards the rest of the body. If
 * that takes longer than two seconds, it ends the connection.
 */
export function leaveRestUnread(request: Request, response: Response): void {
  if (request.complete) return;
  // If the client wants the connection closed, Node would close it at the end of the answer, before the rest has come.
  const closes = !response.shouldKeepAlive;
  response.shouldKeepAlive = true;
  response.once('finish', () => {
    const late = setTimeout(() => request.destroy(), passesWithinMs);
    request.once('close', () => clearTimeout(late));
    request.once('end', () => {
      clearTimeout(late);
      if (closes) request.socket.end();
    });
    request.resume();
  });
}
