export function startKafka(name?: string): Promise<{ readonly broker: string; stop(): Promise<unknown> } | undefined>;
