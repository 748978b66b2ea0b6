/** What needs a Kafka client, apart from the index: whoever runs on the embedded log does not load one. */
export { KafkaTransport } from './kafka.transport.js';
export {
  type AppliedTopics,
  applyTopics,
  checkTopics,
  type TopicDifference,
  type WantedTopic,
} from './topic-administration.js';
