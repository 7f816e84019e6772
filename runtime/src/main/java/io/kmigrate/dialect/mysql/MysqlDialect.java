package io.kmigrate.dialect.mysql;

import java.util.regex.Pattern;

/** MySQL 8.0.19 and later. */
public final class MysqlDialect extends MysqlFamily {
    /** Also behind a driver that wraps another, as {@code jdbc:aws-wrapper:mysql:} does. */
    private static final Pattern URL = Pattern.compile("jdbc:(?:[\\w-]+:)?mysql:.*");

    public MysqlDialect() {
        super(Product.MYSQL, URL);
    }

    @Override
    public String clientCommand() {
        return "mysql DATABASE < FILE";
    }
}
