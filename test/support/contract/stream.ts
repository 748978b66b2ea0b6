/** An event of a stream, with its data parsed. */
export interface StreamEvent {
  readonly event: string;
  readonly data: unknown;
}

/** Reads the first `count` events of a stream. */
export async function eventsOf(url: string, headers: Record<string, string>, count: number): Promise<StreamEvent[]> {
  const left = new AbortController();
  const response = await fetch(url, { headers, signal: left.signal });
  if (!response.ok || !response.body) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  const events: StreamEvent[] = [];
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    events.push(...parts.flatMap(eventIn));
    if (events.length >= count) break;
  }
  left.abort();
  return events.slice(0, count);
}

function eventIn(part: string): StreamEvent[] {
  const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'mu').exec(part)?.[1];
  const [event, data] = [field('event'), field('data')];
  return event === undefined || data === undefined ? [] : [{ event, data: JSON.parse(data) as unknown }];
}
