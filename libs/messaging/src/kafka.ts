/** What needs a Kafka client, apart from the index: whoever runs on the embedded log does not load one. */
export {
  type AppliedTopics,
  applyTopics,
  checkTopics,
  KafkaTransport,
  type TopicDifference,
  type WantedTopic,
} from './log/kafka/index.js';
