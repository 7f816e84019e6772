package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.Snapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * SQL text as the user wrote it, one statement or several.
 *
 * @param sql for every database that {@code variants} does not name
 * @param parameters values for {@code :name} in the text, each written as a literal
 * @param variants a dialect's name to the text for it; an empty one does nothing there
 * @param changes what the text does to the schema, as its author says; null: unsaid
 * @param undo what takes it back, as its author says; null: unsaid
 */
@API(status = STABLE, since = "0.1")
public record ExecuteSql(
        String sql,
        Map<String, @Nullable Object> parameters,
        Map<String, String> variants,
        @Nullable List<Operation> changes,
        @Nullable Undo undo)
        implements Operation {
    /**
     * Other text that takes back what the first did; it sees the same parameters.
     *
     * @param sql empty for nothing
     * @param variants a dialect's name to the text for it
     */
    public record Undo(String sql, Map<String, String> variants) {
        public Undo {
            variants = Collections.unmodifiableMap(new LinkedHashMap<>(variants));
        }
    }

    /** Rows alone change where each statement begins with one of these, and no word can mean more. */
    private static final Pattern ROWS = Pattern.compile("\\s*(insert|update|delete)\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern MORE = Pattern.compile(
            "\\b(create|alter|drop|rename|truncate|comment|exec|execute|call|do|begin|declare)\\b",
            Pattern.CASE_INSENSITIVE);

    public ExecuteSql {
        changes = changes == null ? null : List.copyOf(changes);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        variants = Collections.unmodifiableMap(new LinkedHashMap<>(variants));
    }

    public ExecuteSql(String sql) {
        this(sql, Map.of(), Map.of(), null, null);
    }

    /** The same where something else says how it is taken back. */
    public ExecuteSql withoutUndo() {
        return new ExecuteSql(sql, parameters, variants, changes, null);
    }

    /** The text for a database, its parameters still to be filled in. */
    public String sqlFor(String dialect) {
        return variants.getOrDefault(dialect, sql);
    }

    @Override
    public Snapshot apply(Snapshot before) {
        if (changes == null) {
            return changesRowsAlone() ? before : before.asUncertain();
        }
        Snapshot result = before;
        for (Operation change : changes) {
            result = change.apply(result);
        }
        return result;
    }

    private boolean changesRowsAlone() {
        return Stream.concat(Stream.of(sql), variants.values().stream())
                .allMatch(text -> text.isBlank()
                        || (ROWS.matcher(text).lookingAt()
                                && !MORE.matcher(text).find()));
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return Optional.ofNullable(undo)
                .map(back -> new ExecuteSql(
                        back.sql(), parameters, back.variants(), undone(before), new Undo(sql, variants)));
    }

    /** The inverses of the changes, last first; null where one has none, or nothing is said. */
    private @Nullable List<Operation> undone(Snapshot before) {
        if (changes == null) {
            return null;
        }
        List<Operation> result = new ArrayList<>();
        Snapshot schema = before;
        for (Operation change : changes) {
            Optional<Operation> inverse = change.inverse(schema);
            if (inverse.isEmpty()) {
                return null;
            }
            result.add(0, inverse.get());
            schema = change.apply(schema);
        }
        return result;
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.executeSql(this);
    }

    @Override
    public boolean isOpaque() {
        return true;
    }
}
