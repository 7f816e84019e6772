package io.kmigrate.dialect.mysql;

import java.util.regex.Pattern;

/** MariaDB 10.6 and later; UUID columns need 10.7. */
public final class MariadbDialect extends MysqlFamily {
    private static final Pattern URL = Pattern.compile("jdbc:(?:[\\w-]+:)?mariadb:.*");

    public MariadbDialect() {
        super(Product.MARIADB, URL);
    }

    @Override
    public String clientCommand() {
        return "mariadb DATABASE < FILE";
    }
}
