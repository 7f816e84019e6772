package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.schema.Mentions;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What an operation reads and writes. Two operations commute when neither writes what the other reads or writes:
 * then they may run in either order. In doubt an operation reads or writes more than it does.
 */
@API(status = INTERNAL, since = "0.1")
public final class Footprint {
    private static final String WHOLE = "*";

    private final Set<Part> reads = new LinkedHashSet<>();
    private final Set<Part> writes = new LinkedHashSet<>();
    private final List<String> definitions = new ArrayList<>();
    private final List<String> statements = new ArrayList<>();
    private boolean isOpaque;

    Footprint() {}

    public static Footprint of(Operation operation) {
        return operation.accept(new FootprintReader());
    }

    /** Of what may touch anything. */
    public static Footprint unknown() {
        return new Footprint().opaque();
    }

    /** A part of an object of the schema, or the whole. All kinds of objects share their names. */
    private record Part(TableName object, String name) {
        boolean overlaps(Part other) {
            return isOf(other.object)
                    && (name.equals(WHOLE) || other.name.equals(WHOLE) || name.equalsIgnoreCase(other.name));
        }

        /** Without a schema it may be in any: which one is the default is not known here. */
        private boolean isOf(TableName other) {
            String schema = object.schema();
            String otherSchema = other.schema();
            return object.name().equalsIgnoreCase(other.name())
                    && (schema == null || otherSchema == null || schema.equalsIgnoreCase(otherSchema));
        }
    }

    /** Whether both orders of the two operations lead to the same. */
    public boolean commutesWith(Footprint other) {
        boolean isUnknown = isOpaque || other.isOpaque || (!statements.isEmpty() && !other.statements.isEmpty());
        return !isUnknown
                && !overlap(writes, other.writes)
                && !overlap(writes, other.reads)
                && !overlap(reads, other.writes)
                && !touches(other)
                && !other.touches(this);
    }

    /** Whether nobody knows what the operation touches. */
    public boolean isOpaque() {
        return isOpaque;
    }

    private static boolean overlap(Set<Part> some, Set<Part> others) {
        return some.stream().anyMatch(part -> others.stream().anyMatch(part::overlaps));
    }

    /** Whether SQL text of this one names what the other writes; a statement may also write what the other reads. */
    private boolean touches(Footprint other) {
        return definitions.stream().anyMatch(text -> names(text, other.writes))
                || statements.stream().anyMatch(text -> names(text, other.writes) || names(text, other.reads));
    }

    /** Also inside of literals: {@code nextval('numbers')} reads a sequence. */
    private static boolean names(String text, Set<Part> parts) {
        Mentions mentions = Mentions.in(text.replace('\'', ' '));
        return parts.stream().anyMatch(part -> mentions.names(part.object().name()));
    }

    Footprint reads(TableName object) {
        return reads(object, "");
    }

    /** A part that exists or not by itself, such as a column. */
    Footprint reads(TableName object, String part) {
        reads.add(new Part(object, part.toLowerCase(Locale.ROOT)));
        readsSchema(object);
        return this;
    }

    Footprint readsWhole(TableName object) {
        return reads(object, WHOLE);
    }

    Footprint writes(TableName object, String part) {
        writes.add(new Part(object, part.toLowerCase(Locale.ROOT)));
        return reads(object);
    }

    Footprint writesWhole(TableName object) {
        writes.add(new Part(object, WHOLE));
        readsSchema(object);
        return this;
    }

    private void readsSchema(TableName object) {
        String schema = object.schema();
        if (schema != null) {
            reads.add(new Part(TableName.of(schema), ""));
        }
    }

    /** SQL text that becomes part of the schema, such as a condition; null for none. */
    Footprint defines(@Nullable String sql) {
        if (sql != null) {
            definitions.add(sql);
        }
        return this;
    }

    /** SQL text that runs. */
    Footprint runs(String sql) {
        statements.add(sql);
        return this;
    }

    Footprint opaque() {
        isOpaque = true;
        return this;
    }

    Footprint with(Footprint other) {
        reads.addAll(other.reads);
        writes.addAll(other.writes);
        definitions.addAll(other.definitions);
        statements.addAll(other.statements);
        isOpaque |= other.isOpaque;
        return this;
    }
}
