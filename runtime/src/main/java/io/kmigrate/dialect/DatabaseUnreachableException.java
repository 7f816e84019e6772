package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.failure.Facts;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.DatabaseMessages;
import io.kmigrate.message.TlsMessages;
import io.kmigrate.message.TlsMessages.Reason;
import java.sql.SQLException;
import org.apiguardian.api.API;

/**
 * There is no connection: nothing that speaks the database's protocol answered, or the database answered and
 * refused, over a wrong password or an unknown database. The code tells which.
 */
@API(status = STABLE, since = "0.1")
public final class DatabaseUnreachableException extends MigrationException {
    private final String url;

    private DatabaseUnreachableException(DatabaseUrl url, Problem problem, SQLException cause) {
        super(problem.with(state(cause)), cause);
        this.url = url.masked();
    }

    /** The sentence has the database's words already. */
    private static Facts state(SQLException cause) {
        Facts facts = Facts.of(cause);
        return new Facts(null, null, null, facts.sqlState(), facts.vendorCode(), null);
    }

    static DatabaseUnreachableException unreachable(DatabaseUrl url, String reason, SQLException cause) {
        return new DatabaseUnreachableException(
                url, DatabaseMessages.unreachable(url.masked(), reason, url.reachedAt()), cause);
    }

    static DatabaseUnreachableException refused(DatabaseUrl url, String reason, String fix, SQLException cause) {
        return new DatabaseUnreachableException(url, DatabaseMessages.refused(url.masked(), reason, fix), cause);
    }

    static DatabaseUnreachableException notEncrypted(DatabaseUrl url, Reason reason, SQLException cause) {
        return new DatabaseUnreachableException(
                url, TlsMessages.failed(url.masked(), reason.text(), reason.fix()), cause);
    }

    /** Without its password. */
    public String url() {
        return url;
    }
}
