/** The firewall request over REST. */
package dev.portreach.catalog.firewall.rest;
