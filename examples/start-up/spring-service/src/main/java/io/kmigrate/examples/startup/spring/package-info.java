/** The guest book as a Spring Boot service: the starter migrates before anything uses the database. */
@NullMarked
package io.kmigrate.examples.startup.spring;

import org.jspecify.annotations.NullMarked;
