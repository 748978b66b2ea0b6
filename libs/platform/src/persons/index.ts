export { archive } from './archive.js';
export { appendDurably } from './durable-file.js';
export {
  assertNotErased,
  ErasureConsumer,
  ErasureReceipts,
  erasedAmong,
  lockCandidates,
  noSuchPerson,
  PERSONAL_DATA,
  type PersonalData,
  personalAggregates,
  ReceiptEntity,
} from './erasure.js';
export { ANSWERS_FOR, type AnswersFor, assertAnswersFor, heldOn, knowsNobody } from './held.js';
export {
  answersAsKnown,
  isOwnOrShared,
  isResolvedBy,
  type KnownPerson,
  KnownPersons1700000000005,
  Persons,
  PersonsConsumer,
} from './persons.js';
export { itsPerson, ReadLog, ShowsPersons, theirPersons } from './read-log.js';
