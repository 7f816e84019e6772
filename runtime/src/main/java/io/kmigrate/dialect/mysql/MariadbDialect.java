package io.kmigrate.dialect.mysql;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/** MariaDB 10.6 and later; UUID columns need 10.7. */
@API(status = INTERNAL, since = "0.1")
public final class MariadbDialect extends MysqlFamily {
    public MariadbDialect() {
        super(Product.MARIADB);
    }
}
