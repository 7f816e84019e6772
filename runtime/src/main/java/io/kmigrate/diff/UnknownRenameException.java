package io.kmigrate.diff;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.NearNames;
import io.kmigrate.failure.Problem;
import java.util.Collection;

/** A decided rename fits neither the database nor the model. */
public final class UnknownRenameException extends MigrationException {
    private UnknownRenameException(String message, String fix) {
        super(Problem.of(ErrorCode.UNKNOWN_RENAME, message, fix));
    }

    /** The database has nothing of the old name. */
    static UnknownRenameException old(String what, String name, Collection<String> known) {
        return new UnknownRenameException(
                "the database has no " + what + " " + name + " that could be renamed",
                fix(NearNames.question(name, known)));
    }

    /** The model has nothing of the new name, or the database has it already. */
    static UnknownRenameException target(String what, String name, String reason, Collection<String> known) {
        return new UnknownRenameException(
                what + " cannot be renamed to " + name + ": " + reason, fix(NearNames.question(name, known)));
    }

    private static String fix(String question) {
        return question.isEmpty() ? "correct the rename" : question;
    }
}
