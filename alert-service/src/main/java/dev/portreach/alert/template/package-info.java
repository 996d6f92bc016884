/**
 * Payloads that users shape by a template (Qute). A template sees texts and lists of texts, no object of ours, no
 * configuration, no file and no other template; what it can do is bounded by its size and by the lists it may walk.
 */
package dev.portreach.alert.template;
