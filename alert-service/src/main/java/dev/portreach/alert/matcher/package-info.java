/** Which incidents are meant: matchers over what is known of each check that an incident explains. Pure. */
package dev.portreach.alert.matcher;
