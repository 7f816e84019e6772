package io.kmigrate.dialect.oracle;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.sql.SQLException;

/** The user may not use DBMS_LOCK, without which no two migrators can be kept apart. Nothing was changed. */
public final class LockPrivilegeException extends MigrationException {
    LockPrivilegeException(String user, SQLException cause) {
        super(
                Problem.of(
                        ErrorCode.LOCK_PRIVILEGE,
                        "user " + user + " may not use DBMS_LOCK, which keeps migrators apart: " + reason(cause),
                        "as an administrator run: GRANT EXECUTE ON SYS.DBMS_LOCK TO " + user),
                cause);
    }

    private static String reason(SQLException cause) {
        return String.valueOf(cause.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
