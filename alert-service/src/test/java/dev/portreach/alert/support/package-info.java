/** What tests share: one broker and one database a run, and events as the other services would send them. */
package dev.portreach.alert.support;
