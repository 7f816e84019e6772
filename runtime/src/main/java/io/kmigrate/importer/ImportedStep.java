package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.operation.Operation;
import io.kmigrate.revision.Guard;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What one statement of another tool becomes.
 *
 * @param operations what takes its place; none for one that only a person can translate
 * @param text as it stands in its file
 * @param place file and line
 * @param reason why it is not typed; empty where it is
 * @param databases the names of the dialects that it is for; empty for all
 * @param guard what the database is asked before it runs; null for nothing
 */
@API(status = INTERNAL, since = "0.1")
public record ImportedStep(
        Kind kind,
        List<Operation> operations,
        String text,
        String place,
        String reason,
        Set<String> databases,
        @Nullable Guard guard) {
    /** How far it could be translated. */
    public enum Kind {
        /** Operations that do the same. */
        TYPED,
        /** The original text, run as it is. */
        SQL,
        /** The original text as a comment, and a step that refuses to run. */
        BY_HAND
    }

    public ImportedStep {
        operations = List.copyOf(operations);
        databases = Collections.unmodifiableSet(new TreeSet<>(databases));
    }

    /** One for every database, without a condition. */
    public ImportedStep(Kind kind, List<Operation> operations, String text, String place, String reason) {
        this(kind, operations, text, place, reason, Set.of(), null);
    }

    /** The same, on some databases alone. */
    public ImportedStep on(Set<String> names) {
        return new ImportedStep(kind, operations, text, place, reason, names, guard);
    }

    /** The same, where a query gives {@code expected}; {@code block} tells the conditions of a revision apart. */
    public ImportedStep onlyIf(int block, String query, Object expected) {
        return new ImportedStep(kind, operations, text, place, reason, databases, new Guard(block, query, expected));
    }

    /** The same, where what it makes is missing. */
    public ImportedStep onlyIfMissing(int block) {
        return new ImportedStep(kind, operations, text, place, reason, databases, Guard.missing(block));
    }

    /** The same, found elsewhere. */
    public ImportedStep at(String other) {
        return new ImportedStep(kind, operations, text, other, reason, databases, guard);
    }

    /** Whether a script would say the same of both, apart from the databases that they are for. */
    boolean isSame(ImportedStep other) {
        boolean isText = kind != Kind.BY_HAND || text.equals(other.text);
        return kind == other.kind
                && isText
                && operations.equals(other.operations)
                && Objects.equals(guard, other.guard);
    }

    static ImportedStep typed(List<Operation> operations, String text, String place) {
        return new ImportedStep(Kind.TYPED, operations, text, place, "");
    }

    static ImportedStep sql(ExecuteSql execute, String place, String reason) {
        return new ImportedStep(Kind.SQL, List.of(execute), execute.sql(), place, reason);
    }

    /** One that only a person can translate. */
    public static ImportedStep byHand(String text, String place, String reason) {
        return new ImportedStep(Kind.BY_HAND, List.of(), text, place, reason);
    }
}
