package io.kmigrate.diff;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.TableName;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What goes and what comes may be one thing under another name.
 *
 * @param table the table's name in the database, also where it is given a new name
 * @param from the column that goes; null: the table itself goes
 * @param to the new name
 * @param newSchema the schema that a table would be in then; null: the connection's default schema
 * @param score from 0 to 1, where 1 is a certain rename
 */
@API(status = STABLE, since = "0.1")
public record RenameCandidate(
        TableName table,
        @Nullable String from,
        String to,
        @Nullable String newSchema,
        double score) {
    /** The new name, with the schema where that is another one. */
    public String target() {
        return newSchema == null || newSchema.equals(table.schema()) ? to : newSchema + "." + to;
    }

    /** The rename, once a person decided that it is one. */
    public Rename decided() {
        return new Rename(table, from, to, newSchema);
    }
}
