package io.kmigrate.bundle;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;

/** A bundle's name is part of paths in jars. */
public final class IllegalBundleNameException extends MigrationException {
    IllegalBundleNameException(String name) {
        super(Problem.of(
                "illegal-bundle-name",
                "a bundle cannot be named \"" + name + "\"",
                "use letters, digits, \".\", \"_\" and \"-\""));
    }
}
