import type { Request, Response } from 'express';

const passesWithinMs = 2_000;

/**
 * Comes before an answer to a request whose body nobody will read. Whoever is cut off while sending may never see the answer
 * (the gateway would say that the service is away): so the rest passes by unread for a moment, and then the connection ends.
 */
export function leaveRestUnread(request: Request, response: Response): void {
  if (request.complete) return;
  // Node would cut the connection at the end of the answer, where the client wants it closed.
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
