export interface Sent {
  readonly status: number;
  readonly bytes: number;
  readonly text: string;
}
export function send(
  url: string,
  request: {
    readonly method: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string | Buffer | undefined;
  },
): Promise<Sent>;
