/** Rows of a vendor's port table, each with a key that holds no port number. */
package dev.portreach.catalog.policy;
