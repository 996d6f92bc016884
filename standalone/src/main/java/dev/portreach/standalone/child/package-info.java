/** The services as child processes: started, watched, started again when they die, and never left behind. */
package dev.portreach.standalone.child;
