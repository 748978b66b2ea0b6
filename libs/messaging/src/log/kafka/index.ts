export { KafkaTransport } from './kafka.transport.js';
export {
  type AppliedTopics,
  applyTopics,
  checkTopics,
  type TopicDifference,
  type WantedTopic,
} from './topic-administration.js';
