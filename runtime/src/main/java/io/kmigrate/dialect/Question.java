package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.dialect.UnsupportedObject.Place;
import org.apiguardian.api.API;

/**
 * A query for what scripts have no words for.
 *
 * @param what in a sentence, such as {@code synonyms}, where the database does not answer
 * @param sql gives a kind, a name, and the table it goes with or NULL; where it has two columns more, the SQL that
 *     makes it and the SQL that takes it away, each NULL where there is none; empty where it goes with its table
 * @param place where that SQL belongs
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Question(String what, String sql, Place place) {
    /** About what nothing else needs. */
    public Question(String what, String sql) {
        this(what, sql, Place.LAST);
    }

    /** The one question of a database that is asked for everything at once. */
    public static Question everything(String sql) {
        return new Question("what scripts have no words for", sql);
    }
}
