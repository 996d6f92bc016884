/** How records come from topics into PostgreSQL: bad ones set aside one by one, batches kept until they are stored. */
package dev.portreach.alert.intake;
