import { request } from 'node:http';

/**
 * Sends a request and reads the answer, even if the server answers and closes the connection before all was sent.
 * @returns { status, bytes, text }; the status is 0 where the connection was closed without an answer. The text is the
 *   beginning of the answer.
 */
export function send(url, { method, headers = {}, body }) {
  const bytes = body === undefined ? undefined : Buffer.from(body);
  return new Promise((resolve) => {
    const cut = () => resolve({ status: 0, bytes: 0, text: '' });
    const sent = request(url, {
      method,
      headers: { ...(bytes ? { 'content-length': bytes.length } : {}), ...headers },
    });
    sent.once('response', (answer) => {
      let length = 0;
      let text = '';
      answer.on('data', (chunk) => {
        length += chunk.length;
        if (text.length < 2000) text += chunk.toString();
      });
      const ended = () => resolve({ status: answer.statusCode, bytes: length, text: text.slice(0, 2000) });
      answer.once('end', ended).once('error', ended).once('close', ended);
    });
    // Sending the rest of the body may fail on a closed connection. An answer that came before that counts.
    sent.on('error', cut).once('close', cut);
    sent.end(bytes);
  });
}
