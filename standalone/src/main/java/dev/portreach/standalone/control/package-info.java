/** How a second {@code ./portreach} speaks to the running demo: HTTP on loopback, with a token that only the owner reads. */
package dev.portreach.standalone.control;
