/**
 * What holds for a site in the end: policy, then endpoint, then site, each value with where it came from. Assignments and
 * everything else that tells a site what must be open are made from it. Pure; no framework here.
 */
package dev.portreach.catalog.effective;
