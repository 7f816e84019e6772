/**
 * Kmigrate in a Spring Boot application: its migrator as a bean, made from properties, run before any bean
 * that needs the schema. What migrating means is not decided here.
 */
@NullMarked
package io.kmigrate.spring;

import org.jspecify.annotations.NullMarked;
