/**
 * The classes of the starter that need Spring Boot 3 to compile. Spring Boot 4 moved the types of health to other
 * packages; all else is in {@code io.kmigrate.spring}, and runs on both.
 */
@NullMarked
package io.kmigrate.spring.boot3;

import org.jspecify.annotations.NullMarked;
