/** How records travel on Kafka: topics, CloudEvents headers, dead letters. */
package dev.portreach.contracts.event;
