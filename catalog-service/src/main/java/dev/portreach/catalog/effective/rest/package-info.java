/** Effective values over REST. */
package dev.portreach.catalog.effective.rest;
