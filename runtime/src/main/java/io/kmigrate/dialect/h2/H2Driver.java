package io.kmigrate.dialect.h2;

import io.kmigrate.dialect.JdbcDriver;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** H2's driver, which is the database too. */
record H2Driver() implements JdbcDriver {
    /** H2 takes no setting twice, and not both of two that contradict each other. */
    private static final Pattern CASE_OF_NAMES =
            Pattern.compile("(?i);(CASE_INSENSITIVE_IDENTIFIERS|DATABASE_TO_(UPPER|LOWER))=");

    private static final Pattern SHARED = Pattern.compile("(?i)^jdbc:h2:.*;AUTO_SERVER=TRUE");

    @Override
    public String subprotocol() {
        return "h2";
    }

    @Override
    public String className() {
        return "org.h2.Driver";
    }

    @Override
    public String artifact() {
        return "com.h2database:h2";
    }

    /** Its URLs are JDBC URLs. */
    @Override
    public List<String> schemes() {
        return List.of();
    }

    /**
     * Names without quotes are found in any case. They would become capitals, and find nothing of what we
     * made.
     */
    @Override
    public Map<String, String> settings(String jdbcUrl) {
        return CASE_OF_NAMES.matcher(jdbcUrl).find() ? Map.of() : Map.of("CASE_INSENSITIVE_IDENTIFIERS", "TRUE");
    }

    /**
     * The first process that opens a shared file serves it to the others, who wait until it is ready: the file is in
     * use (90020), its lock file is just being written (8000), or the connection to the process that served it broke
     * (90067): ErrorCode.
     */
    @Override
    public boolean isPassing(String jdbcUrl, SQLException failure) {
        return SHARED.matcher(jdbcUrl).find()
                && switch (failure.getErrorCode()) {
                    case 90020, 90067 -> true;
                    case 8000 -> String.valueOf(failure.getMessage()).contains("ock file");
                    default -> false;
                };
    }

    @Override
    public Optional<String> advice(SQLException failure) {
        return switch (String.valueOf(failure.getSQLState())) {
            case "90020" ->
                Optional.of("close the process that has the file open, or open it with ;AUTO_SERVER=TRUE at the end of"
                        + " the URL in every process");
            case "90011" -> Optional.of("write ./ before a path in the URL that begins in the current folder");
            default -> Optional.empty();
        };
    }
}
