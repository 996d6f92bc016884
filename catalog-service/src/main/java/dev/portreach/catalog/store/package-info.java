/** What all catalog resources share: transactions, versions, preconditions, audit, pages. */
package dev.portreach.catalog.store;
