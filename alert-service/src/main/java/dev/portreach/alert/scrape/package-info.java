/** States of checks as metrics, under the names that blackbox_exporter gives them. */
package dev.portreach.alert.scrape;
