/** What operators define over REST by id, such as channels and routes: how it is stored, and what the answers have in common. */
package dev.portreach.alert.definition;
