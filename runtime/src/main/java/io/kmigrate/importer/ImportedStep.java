package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.operation.Operation;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What one statement of another tool becomes.
 *
 * @param operations what takes its place; none for one that only a person can translate
 * @param text as it stands in its file
 * @param place file and line
 * @param reason why it is not typed; empty where it is
 */
@API(status = INTERNAL, since = "0.1")
public record ImportedStep(Kind kind, List<Operation> operations, String text, String place, String reason) {
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
