/** How long the catalog takes with very many sites. */
package dev.portreach.lab.catalog;
