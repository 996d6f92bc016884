package dev.portreach.catalog.edition;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What GET answers here hangs on the path, the query, {@code Accept} and the catalog's own tables that have the trigger of
 * an edition (V9), and on nothing else: not on the time, nor on what agents see.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface KeptByEdition {}
