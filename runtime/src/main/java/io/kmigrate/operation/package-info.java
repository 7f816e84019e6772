/**
 * What a migration does, as data: one record an operation. Each has two meanings, a pure effect on a
 * {@link io.kmigrate.schema.Snapshot} here and SQL in a dialect, which tests hold equal.
 */
@NullMarked
package io.kmigrate.operation;

import org.jspecify.annotations.NullMarked;
