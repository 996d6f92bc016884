/**
 * The demo's workgroup: real listeners standing for the components of the built-in pack, each site seeing them under
 * loopback addresses of its own, as if behind network address translation.
 */
package dev.portreach.standalone.workgroup;
