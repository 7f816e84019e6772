/** Goals that run the migrate command in a process of its own, with the class path of the project. */
@NullMarked
package io.kmigrate.maven;

import org.jspecify.annotations.NullMarked;
