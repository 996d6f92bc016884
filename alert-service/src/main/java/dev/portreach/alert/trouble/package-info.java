/** What is wrong with Portreach itself, as incidents that go the way of all others. */
package dev.portreach.alert.trouble;
