package io.kmigrate.bundle;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;

/** A bundle's name is part of paths in jars. */
public final class IllegalBundleNameException extends MigrationException {
    IllegalBundleNameException(String name) {
        super(Problem.of(
                ErrorCode.ILLEGAL_BUNDLE_NAME,
                "a bundle cannot be named \"" + name + "\"",
                "use letters, digits, \".\", \"_\" and \"-\""));
    }
}
