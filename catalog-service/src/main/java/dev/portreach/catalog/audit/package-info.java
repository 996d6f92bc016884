/** Who changed what, when and why, over REST. The rows are written by {@code store.ChangeJournal}. */
package dev.portreach.catalog.audit;
