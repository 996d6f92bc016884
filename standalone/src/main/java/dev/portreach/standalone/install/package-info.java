/** Where things lie: the data directory with its lock and secrets, and the copied distribution. */
package dev.portreach.standalone.install;
