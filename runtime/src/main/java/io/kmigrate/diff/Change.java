package io.kmigrate.diff;

import io.kmigrate.operation.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A step from one schema to another.
 *
 * @param danger one sentence on why data may be lost, or why rows may be in the way; null where neither is so
 */
public record Change(Operation operation, @Nullable String danger) {}
