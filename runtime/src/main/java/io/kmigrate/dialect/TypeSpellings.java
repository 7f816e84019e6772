package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.kmigrate.schema.ColumnType;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apiguardian.api.API;

/** How a database writes types. To implement: {@link #spell} every kind of type once, in the constructor. */
@API(status = EXPERIMENTAL, since = "0.1")
public abstract class TypeSpellings {
    private final Map<Class<?>, Function<ColumnType, String>> spellings = new HashMap<>();

    protected final <T extends ColumnType> void spell(Class<T> type, Function<T, String> spelling) {
        spellings.put(type, value -> spelling.apply(type.cast(value)));
    }

    /** A type as it stands behind a column's name. */
    public final String sql(ColumnType type) {
        return Objects.requireNonNull(spellings.get(type.getClass()), "a type without a spelling")
                .apply(type);
    }
}
