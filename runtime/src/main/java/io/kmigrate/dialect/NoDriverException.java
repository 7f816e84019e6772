package io.kmigrate.dialect;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;

/** No JDBC driver on the class path takes the URL. */
public final class NoDriverException extends MigrationException {
    private final DatabaseUrl url;

    NoDriverException(DatabaseUrl url) {
        super(Problem.of("no-driver", "no JDBC driver on the class path takes " + url.masked(), fix(url)));
        this.url = url;
    }

    private static String fix(DatabaseUrl url) {
        return url.driver()
                .map(driver -> "add " + driver.artifact() + " to the class path")
                .orElse("add the database's JDBC driver to the class path, or correct the URL");
    }

    public DatabaseUrl url() {
        return url;
    }
}
