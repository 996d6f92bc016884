/** Answers over REST that need not be made again: known to the client by their tag, or kept for an edition of the catalog. */
package dev.portreach.catalog.edition;
