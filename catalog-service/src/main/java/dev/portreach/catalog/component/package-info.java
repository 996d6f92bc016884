/** Parts of a product that listen on or open ports. */
package dev.portreach.catalog.component;
