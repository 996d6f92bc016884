/** The kill switch: sites at which nothing may be probed now. */
package dev.portreach.catalog.stop;
