package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.dialect.UnsupportedObject.Definition;
import io.kmigrate.dialect.UnsupportedObject.Place;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a schema holds and a snapshot has no words for.
 *
 * @param found in the order of the questions and their answers
 * @param unanswered a sentence on each question that the database refused, such as for want of a privilege
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record UnsupportedObjects(List<UnsupportedObject> found, List<String> unanswered) {
    public UnsupportedObjects {
        found = List.copyOf(found);
        unanswered = List.copyOf(unanswered);
    }

    public static UnsupportedObjects none() {
        return new UnsupportedObjects(List.of(), List.of());
    }

    public UnsupportedObjects and(UnsupportedObjects more) {
        return new UnsupportedObjects(
                Stream.concat(found.stream(), more.found.stream()).toList(),
                Stream.concat(unanswered.stream(), more.unanswered.stream()).toList());
    }

    public UnsupportedObjects without(Predicate<UnsupportedObject> unwanted) {
        return new UnsupportedObjects(found.stream().filter(unwanted.negate()).toList(), unanswered);
    }

    /** Asks each question by itself: that one is refused says nothing about the others, and is no failure. */
    public static UnsupportedObjects read(Connection connection, SchemaScope scope, List<Question> questions) {
        return read(connection, scope, questions, UnaryOperator.identity());
    }

    /**
     * As {@link #read(Connection, SchemaScope, List)}.
     *
     * @param written a table's name as scripts have it, given what the catalog says
     */
    public static UnsupportedObjects read(
            Connection connection, SchemaScope scope, List<Question> questions, UnaryOperator<String> written) {
        UnsupportedObjects all = none();
        for (Question question : questions) {
            all = all.and(answer(connection, scope, question, written));
        }
        return all;
    }

    private static UnsupportedObjects answer(
            Connection connection, SchemaScope scope, Question question, UnaryOperator<String> written) {
        List<UnsupportedObject> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question.sql())) {
            while (rows.next()) {
                String table = rows.getString(3);
                TableName name = table == null ? null : scope.name(written.apply(table));
                found.add(new UnsupportedObject(
                        rows.getString(1), rows.getString(2), name, definition(rows, question.place())));
            }
            return new UnsupportedObjects(found, List.of());
        } catch (SQLException refused) {
            return new UnsupportedObjects(List.of(), List.of(sentence(scope, question, refused)));
        }
    }

    private static @Nullable Definition definition(ResultSet row, Place place) throws SQLException {
        String making = row.getMetaData().getColumnCount() > 3 ? row.getString(4) : null;
        if (making == null) {
            return null;
        }
        String taking = row.getString(5);
        ExecuteSql.Undo undo = taking == null ? null : new ExecuteSql.Undo(taking, Map.of());
        return new Definition(new ExecuteSql(making, Map.of(), Map.of(), List.of(), undo), place);
    }

    private static String sentence(SchemaScope scope, Question question, SQLException refused) {
        String where = scope.isOwn() ? "" : " in " + scope.schema();
        String reason = DatabaseWords.of(refused).replaceAll("\\s*\\R\\s*", " ");
        return question.what() + where + ", which could not be looked for: " + reason;
    }
}
