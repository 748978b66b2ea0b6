/** The exports that need a Kafka client. They are not in the index, so a service on the embedded log loads none. */
export {
  type AppliedTopics,
  applyTopics,
  checkTopics,
  KafkaTransport,
  type TopicDifference,
  type WantedTopic,
} from './log/kafka/index.js';
