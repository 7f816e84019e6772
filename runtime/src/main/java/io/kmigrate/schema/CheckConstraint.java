package io.kmigrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * A check constraint.
 *
 * @param name null: the database names it
 * @param condition SQL text, without the outer parentheses
 */
public record CheckConstraint(@Nullable String name, String condition) {}
