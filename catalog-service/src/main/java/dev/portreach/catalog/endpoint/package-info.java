/** Components at addresses, with the ports and addresses that an installation changed. */
package dev.portreach.catalog.endpoint;
