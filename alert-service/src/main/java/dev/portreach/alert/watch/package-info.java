/** Whether Portreach itself judges what comes in, and the beat that says so. */
package dev.portreach.alert.watch;
