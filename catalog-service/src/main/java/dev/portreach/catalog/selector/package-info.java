/** Choosing sites by their labels, in the words of Kubernetes. No framework here. */
package dev.portreach.catalog.selector;
