package io.kmigrate.operation;

import io.kmigrate.schema.Snapshot;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * SQL text as the user wrote it, one statement or several.
 *
 * @param sql for every database that {@code variants} does not name
 * @param parameters values for {@code :name} in the text, each written as a literal
 * @param variants a dialect's name to the text for it; an empty one does nothing there
 */
public record ExecuteSql(String sql, Map<String, @Nullable Object> parameters, Map<String, String> variants)
        implements Operation {
    public ExecuteSql {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        variants = Collections.unmodifiableMap(new LinkedHashMap<>(variants));
    }

    public ExecuteSql(String sql) {
        this(sql, Map.of(), Map.of());
    }

    /** The text for a database, its parameters still to be filled in. */
    public String sqlFor(String dialect) {
        return variants.getOrDefault(dialect, sql);
    }

    @Override
    public Snapshot apply(Snapshot before) {
        return before.asUncertain();
    }

    @Override
    public Optional<Operation> inverse(Snapshot before) {
        return Optional.empty();
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
