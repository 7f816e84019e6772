package io.kmigrate.dialect.mysql;

/** MariaDB 10.6 and later; UUID columns need 10.7. */
public final class MariadbDialect extends MysqlFamily {
    public MariadbDialect() {
        super(Product.MARIADB);
    }
}
