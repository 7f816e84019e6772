/** What went wrong, where, and what to do next. Subclasses live beside the code that raises them. */
@NullMarked
package io.kmigrate.failure;

import org.jspecify.annotations.NullMarked;
