/** What needs a Kafka client, apart from the index: whoever runs on the embedded log does not load one. */
export { KafkaTransport } from './log/kafka/kafka.transport.js';
export {
  type AppliedTopics,
  applyTopics,
  checkTopics,
  type TopicDifference,
  type WantedTopic,
} from './log/kafka/topic-administration.js';
