export interface KafkaFromJars {
  /** As `host:port`. */
  readonly broker: string;
  readonly pid: number;
  /** Resolves when the broker has ended, for whatever reason. */
  readonly gone: Promise<void>;
  stop(): Promise<void>;
}

export function canRunFromJars(): Promise<boolean>;
export function clusterId(draw?: () => Buffer): string;
export function startKafkaFromJars(
  folder: string,
  port?: number,
  options?: { jars?: string; data?: string; settings?: string[]; java?: string[] },
): Promise<KafkaFromJars>;
