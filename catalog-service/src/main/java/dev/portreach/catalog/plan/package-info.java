/** What has to change for the catalog to say what files say, computed before anything is touched. No framework here. */
package dev.portreach.catalog.plan;
