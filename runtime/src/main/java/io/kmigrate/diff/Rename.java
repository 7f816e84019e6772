package io.kmigrate.diff;

import io.kmigrate.schema.TableName;
import org.jspecify.annotations.Nullable;

/**
 * A rename that a person decided: what would be a drop and an add keeps its data.
 *
 * @param table its name in the database; for a column, its new name does too
 * @param column the column's name in the database; null: the table itself is renamed
 */
public record Rename(TableName table, @Nullable String column, String newName) {}
