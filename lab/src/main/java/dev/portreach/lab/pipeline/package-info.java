/** {@code lab/bench pipeline}: what alert-service, as shipped, takes from its topics, and how soon it says so. */
package dev.portreach.lab.pipeline;
