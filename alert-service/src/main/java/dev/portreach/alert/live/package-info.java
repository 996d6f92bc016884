/** What happens, as it happens: transitions and incidents as server-sent events. */
package dev.portreach.alert.live;
