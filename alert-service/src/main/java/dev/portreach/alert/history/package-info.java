/**
 * Reachability over time, as intervals of equal observations. Rows do not depend on the order in which observations
 * come: late and repeated ones give the same rows.
 */
package dev.portreach.alert.history;
