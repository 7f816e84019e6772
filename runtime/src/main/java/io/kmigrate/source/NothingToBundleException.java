package io.kmigrate.source;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;

/** There are no scripts to make a bundle of. */
public final class NothingToBundleException extends MigrationException {
    private NothingToBundleException(String message, String fix) {
        super(Problem.of("nothing-to-bundle", message, fix));
    }

    public static NothingToBundleException noScripts() {
        return new NothingToBundleException(
                "there are no scripts to bundle", "let the setting scripts name the folder of your migrations");
    }

    public static NothingToBundleException noFolders() {
        return new NothingToBundleException(
                "a bundle is made of script folders alone", "name folders of *.migration.kts scripts, and no jar");
    }
}
