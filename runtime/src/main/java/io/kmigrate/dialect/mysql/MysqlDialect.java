package io.kmigrate.dialect.mysql;

import static org.apiguardian.api.API.Status.INTERNAL;

import org.apiguardian.api.API;

/** MySQL 8.0.19 and later. */
@API(status = INTERNAL, since = "0.1")
public final class MysqlDialect extends MysqlFamily {
    public MysqlDialect() {
        super(Product.MYSQL);
    }
}
