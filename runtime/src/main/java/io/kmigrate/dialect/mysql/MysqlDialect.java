package io.kmigrate.dialect.mysql;

/** MySQL 8.0.19 and later. */
public final class MysqlDialect extends MysqlFamily {
    public MysqlDialect() {
        super(Product.MYSQL);
    }
}
