/** What the REST interfaces answer, as text for a terminal. */
package dev.portreach.standalone.view;
