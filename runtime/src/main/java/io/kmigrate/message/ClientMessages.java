package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Problem;
import org.apiguardian.api.API;

/** Text for a database's own client, which holds more than SQL. */
@API(status = INTERNAL, since = "0.1")
public final class ClientMessages {
    private ClientMessages() {}

    /** {@code client}: such as {@code psql}. {@code command}: its line. {@code line}: its number in the text. */
    public static Problem commandInText(String client, String command, int line) {
        return command(
                client,
                command,
                line,
                "the text",
                "remove the line; or keep the text in a file of its own, and run it with executeFile(…)");
    }

    public static Problem commandInFile(String client, String command, int line, String file) {
        return command(client, command, line, file, "remove the line, or run the file with %s".formatted(client));
    }

    /** {@code statement}: that the rows follow. */
    public static Problem rowsInText(String statement, int line) {
        return Problem.of(
                ErrorCode.CLIENT_COMMAND,
                "rows follow %s in line %d of the text, which only a client can send".formatted(statement, line),
                "keep the text in a file of its own and run it with executeFile(…), or dump rows as INSERT statements");
    }

    public static Problem unreadableFile(String file, String reason) {
        return Problem.of(
                ErrorCode.UNREADABLE_SQL_FILE,
                "the file %s cannot be read: %s".formatted(file, reason),
                "restore the file, or correct its permissions or encoding");
    }

    /** A file that was edited while its script was about to run. */
    public static Problem changedFile(String file) {
        return Problem.of(
                ErrorCode.CHANGED_MEANWHILE,
                "the file %s was changed after it was read".formatted(file),
                "run the command again");
    }

    private static Problem command(String client, String command, int line, String text, String fix) {
        return Problem.of(
                ErrorCode.CLIENT_COMMAND,
                "%s is a command of %s and no SQL, in line %d of %s".formatted(command, client, line, text),
                fix);
    }
}
