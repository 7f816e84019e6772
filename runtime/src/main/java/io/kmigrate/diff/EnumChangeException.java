package io.kmigrate.diff;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.util.List;

/** An enumeration type changes otherwise than by new values: rows may hold those that go. */
public final class EnumChangeException extends MigrationException {
    EnumChangeException(List<Problem> problems) {
        super(problems, null);
    }
}
