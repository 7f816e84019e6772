/** Files of people that are written: whole or not at all, and in nobody else's place. */
@NullMarked
package io.kmigrate.file;

import org.jspecify.annotations.NullMarked;
