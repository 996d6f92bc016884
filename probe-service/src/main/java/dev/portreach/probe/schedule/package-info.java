/** When each check is probed: fixed slots spread over the interval, fast retries, rotating samples. Pure. */
package dev.portreach.probe.schedule;
