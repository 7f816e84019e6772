package io.kmigrate.dialect;

/**
 * A query for what scripts have no words for.
 *
 * @param what in a sentence, such as {@code synonyms}, where the database does not answer
 * @param sql gives a kind, a name, and the table it goes with or NULL; where it has two columns more, the SQL that
 *     makes it and the SQL that takes it away, each NULL where there is none
 */
public record Question(String what, String sql) {
    /** The one question of a database that is asked for everything at once. */
    public static Question everything(String sql) {
        return new Question("what scripts have no words for", sql);
    }
}
