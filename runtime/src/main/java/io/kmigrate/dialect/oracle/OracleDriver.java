package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.ServerAddress;
import io.kmigrate.dialect.ServerDriver;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Oracle's thin driver; a URL names a service in the place of a database. */
final class OracleDriver extends ServerDriver {
    private static final String START = "jdbc:oracle:";

    /** Another driver may wrap this one. */
    private static final Pattern LOGIN = Pattern.compile("(?i)jdbc:(?:[\\w-]+:)?oracle:[^:/]*:?[^/]*/");

    OracleDriver() {
        super(1521);
    }

    @Override
    public String subprotocol() {
        return "oracle";
    }

    @Override
    public String className() {
        return "oracle.jdbc.OracleDriver";
    }

    @Override
    public String artifact() {
        return "com.oracle.database.jdbc:ojdbc11";
    }

    @Override
    protected String location(ServerAddress address) {
        return "thin:@" + address.location();
    }

    /** {@code thin:scott/tiger@host}; the secret may stand between quotes, and hold what ends it. */
    @Override
    public Set<String> secrets(String jdbcUrl) {
        Matcher login = LOGIN.matcher(jdbcUrl);
        if (!login.lookingAt()) {
            return Set.of();
        }
        String rest = jdbcUrl.substring(login.end());
        Set<String> found = new LinkedHashSet<>();
        if (jdbcUrl.indexOf('@') < 0) {
            found.add(rest);
        } else if (rest.indexOf('@') >= 0) {
            found.add(rest.substring(0, rest.lastIndexOf('@')));
            found.add(rest.substring(0, rest.indexOf('@')));
        }
        return found;
    }

    /** User and password stand right behind the kind of driver: {@code thin:scott/tiger@host}. */
    @Override
    public String masked(String withoutParameters) {
        if (!withoutParameters.regionMatches(true, 0, START, 0, START.length())) {
            return super.masked(withoutParameters);
        }
        int start = Math.max(withoutParameters.indexOf(':', START.length()) + 1, START.length());
        String kind = withoutParameters.substring(0, start);
        int at = withoutParameters.lastIndexOf('@');
        return at < start
                ? kind
                : kind + "@" + withoutParameters.substring(at + 1).split("[?;(]", 2)[0];
    }
}
