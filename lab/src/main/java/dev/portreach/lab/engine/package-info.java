/** What one agent can do, beside a yardstick in C that does nothing else. */
package dev.portreach.lab.engine;
