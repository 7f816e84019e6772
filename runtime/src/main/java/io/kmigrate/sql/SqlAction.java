package io.kmigrate.sql;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.schema.TableName;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A statement of SQL text that no operation stands for.
 *
 * @param table the one it is about; null where it is about none, or about all
 * @param isOnline whether it says itself that it lets others work: {@code CONCURRENTLY}, {@code ONLINE}
 * @param text its first words, for messages
 * @param rows the rows of the table that it is about, where it changes or copies rows
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record SqlAction(Kind kind, @Nullable TableName table, boolean isOnline, String text, Condition rows) {
    /** About all rows, or about none. */
    public SqlAction(Kind kind, @Nullable TableName table, boolean isOnline, String text) {
        this(kind, table, isOnline, text, Condition.all());
    }

    /** What it does. */
    public enum Kind {
        /** Changes rows, as many as a query elsewhere gives. */
        CHANGE_SOME_ROWS,
        /** Changes the rows that it chooses. */
        CHANGE_ROWS,
        /** Copies the rows that it chooses into a table. */
        COPY_ROWS,
        /** Takes all rows out of a table. */
        TRUNCATE,
        /** Writes a table or its indexes again, to tidy up. */
        REWRITE,
        /** Builds a table again beside its writers. */
        REBUILD,
        REINDEX,
        ATTACH_PARTITION,
        DETACH_PARTITION,
        LOCK_TABLE,
        /** Changes the catalog alone, under a lock that stops all others for a moment. */
        SHORT_LOCK,
        /** Drops a database or a schema with all that is in it. */
        DROP_ALL,
        /** Limits how long the session waits for locks. */
        LIMIT_LOCKS,
        /** Refills a materialized view. */
        REFRESH,
        /** A foreign key beside a column, in the words of standard SQL. */
        COLUMN_REFERENCE,
        /** A constraint that rows are not checked against, and that the optimizer does not trust. */
        UNTRUSTED_CONSTRAINT,
        /** Converts all texts of a table to other letters. */
        CONVERT_TEXT,
        /** Constrains a domain, which all columns of the domain are checked against. */
        DOMAIN_CONSTRAINT,
        /** No one can tell. */
        UNKNOWN
    }
}
