package io.kmigrate.dialect;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;

/** A database URL that is missing or cannot be read. */
public final class BadUrlException extends MigrationException {
    private final String url;

    private BadUrlException(String url, String message, String fix) {
        super(Problem.of(ErrorCode.BAD_URL, message, fix));
        this.url = url;
    }

    static BadUrlException missing() {
        return new BadUrlException(
                "", "no database URL is given", "set url in migrate.toml, or give --url or MIGRATE_URL");
    }

    static BadUrlException malformed(String url, String why) {
        String masked = PasswordMask.url(url);
        return new BadUrlException(
                masked,
                "the database URL " + masked + " cannot be read: " + why,
                "write postgresql://user:password@host:5432/database, sqlite:path or any jdbc: URL, with special"
                        + " characters of user and password percent-encoded");
    }

    /** Without its password; empty when there is none. */
    public String url() {
        return url;
    }
}
