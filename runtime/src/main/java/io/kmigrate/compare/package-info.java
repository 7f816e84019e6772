/**
 * A model against a database or against the history: inspect the one, normalize the other, diff both. The
 * way through starts in {@link io.kmigrate.compare.SchemaComparer}. The diff itself is in {@code diff}.
 */
@NullMarked
package io.kmigrate.compare;

import org.jspecify.annotations.NullMarked;
