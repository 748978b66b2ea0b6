import type { Consumer, IHeaders, KafkaMessage } from 'kafkajs';
import type { LogRecord } from '../index.js';

/** Converts a message of kafkajs to a record of the log. */
export function recordOf(topic: string, partition: number, message: KafkaMessage): LogRecord {
  return {
    topic,
    partition,
    offset: Number(message.offset),
    key: message.key?.toString() ?? '',
    value: message.value,
    headers: textHeaders(message.headers ?? {}),
  };
}

function textHeaders(headers: IHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, String(Array.isArray(value) ? value[0] : (value ?? ''))]),
  );
}

export async function leave(consumer: Consumer): Promise<void> {
  await consumer.stop();
  await consumer.disconnect();
}
