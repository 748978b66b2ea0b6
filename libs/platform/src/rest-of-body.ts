import type { Request, Response } from 'express';

/** In bytes; as much as any body may have. */
const mostThatPasses = 2 * 1024 * 1024;
const passesWithinMs = 2_000;

/**
 * Comes before an answer to a request whose body nobody will read. Whoever is cut off while sending may never see the answer
 * (the gateway would say that the service is away): so a rest that is small passes by unread for a moment, and any other ends
 * with the connection.
 */
export function leaveRestUnread(request: Request, response: Response): void {
  if (request.complete) return;
  const length = Number(request.headers['content-length'] ?? Number.NaN);
  if (!(length <= mostThatPasses)) {
    response.setHeader('Connection', 'close');
    return;
  }
  response.once('finish', () => {
    const late = setTimeout(() => request.destroy(), passesWithinMs);
    request.once('end', () => clearTimeout(late)).once('close', () => clearTimeout(late));
    request.resume();
  });
}
