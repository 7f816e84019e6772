package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Fix;
import io.kmigrate.failure.Problem;
import org.apiguardian.api.API;

/** Settings of an application that cannot be. The command says so at the line of its own settings. */
@API(status = INTERNAL, since = "0.1")
public final class BuilderMessages {
    private BuilderMessages() {}

    public static Problem versionTable() {
        return bad("the name of the version table is empty, or its schema is", "give a name such as migrate_version");
    }

    public static Problem scripts() {
        return bad("the path of a script folder is empty", "name a folder of scripts, or the jar of a bundle");
    }

    public static Problem tag() {
        return bad("the tag is empty", "give a text such as a release, or set no tag");
    }

    public static Problem environment() {
        return bad("the name of the environment is empty", "give a name such as staging, or set no environment");
    }

    public static Problem lockTimeout() {
        return bad("the lock timeout is not a time from 0 to 24 days", "give a time in that range; 0 does not wait");
    }

    /** {@code which}: {@code statementTimeout}, as the builder calls it. */
    public static Problem limit(String which) {
        return bad(which + " is not a time above 0 and up to 24 days", "give a time in that range, or none");
    }

    public static Problem lockRetries(int most) {
        return bad(
                "the number of lock retries is not from 0 to " + most,
                "give a number in that range; 0 never tries again");
    }

    private static Problem bad(String message, String fix) {
        return Problem.of(ErrorCode.BAD_SETTING, message, Fix.of(fix));
    }
}
