package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * What a script may change of the session it runs in, such as the schema of names without one. Read before a
 * revision and after it, and put back where they differ. Stateless.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public interface SessionSettings {
    /** The settings as they are, by name. */
    Map<String, String> read(Connection connection) throws SQLException;

    /**
     * The statements that change settings.
     *
     * @param now as they are
     * @param wanted as they are to be
     * @param scope how long the change is to hold
     */
    List<String> change(Map<String, String> now, Map<String, String> wanted, Scope scope);

    /** Whether a change can end with its transaction; otherwise {@link Scope#TRANSACTION} is the same as the other. */
    default boolean endsWithTransaction() {
        return false;
    }

    /** How long a change holds. */
    enum Scope {
        TRANSACTION,
        SESSION
    }

    /** Of a database of which nothing is read. */
    static SessionSettings none() {
        return new SessionSettings() {
            @Override
            public Map<String, String> read(Connection connection) {
                return Map.of();
            }

            @Override
            public List<String> change(Map<String, String> now, Map<String, String> wanted, Scope scope) {
                return List.of();
            }
        };
    }
}
