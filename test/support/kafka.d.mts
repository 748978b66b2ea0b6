export function startKafka(
  name?: string,
  port?: number,
): Promise<{ readonly broker: string; stop(): Promise<unknown> } | undefined>;
