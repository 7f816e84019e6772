/** A revision is a node of the graph; a migration is its content. Both are values. */
@NullMarked
package io.kmigrate.revision;

import org.jspecify.annotations.NullMarked;
