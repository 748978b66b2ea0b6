import type { Transport } from '@lotsen/messaging';
import type { Field } from '../support/field.js';

/** What the groups of tests share: one system, started once. */
export interface Setting {
  readonly field: () => Field;
  readonly log: () => Transport;
}
