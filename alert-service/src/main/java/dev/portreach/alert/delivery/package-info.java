/** What is told to whom: the ledger of notices, their shapes, and their sending until it succeeds. */
package dev.portreach.alert.delivery;
