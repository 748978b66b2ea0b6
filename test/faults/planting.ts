import { setTimeout as sleep } from 'node:timers/promises';
import { allTopics } from '@lotsen/contracts';
import type { OutgoingRecord, Transport } from '@lotsen/messaging';
import type { PlantedRecord } from './plan.js';

const prefix = 'fa017000-0000-4000-8000-';

/** Planted records have keys that no aggregate has, so that they can be recognised everywhere. */
export const isPlanted = (key: string): boolean => key.startsWith(prefix);

export function recordOf({ what, which }: Pick<PlantedRecord, 'what' | 'which'>, number: number): OutgoingRecord {
  const topic = (allTopics[Math.floor(which * allTopics.length)] ?? allTopics[0])?.name ?? '';
  const key = `${prefix}${String(number).padStart(12, '0')}`;
  const event = { ce_specversion: '1.0', ce_type: `${topic}.v1` };
  if (what === 'no-json') return { topic, key, value: Buffer.from([0x7b, 0xff, 0x00, 0x22]), headers: event };
  const value = Buffer.from(JSON.stringify({ id: key, planted: true }));
  return { topic, key, value, headers: what === 'no-event' ? {} : event };
}

const mostTries = 200;

/**
 * Puts a record into the log, bypassing the services. It may be there twice if an answer was lost; the checks count
 * what the log has.
 */
export async function plant(transport: Transport, record: OutgoingRecord): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await transport.publish([record]);
      return;
    } catch (error) {
      if (tries === mostTries) throw error;
      await sleep(200);
    }
  }
}
