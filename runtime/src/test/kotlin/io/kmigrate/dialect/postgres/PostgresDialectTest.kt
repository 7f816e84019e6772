package io.kmigrate.dialect.postgres

import io.kmigrate.dialect.DialectContract
import io.kmigrate.testing.TestPostgres
import javax.sql.DataSource

class PostgresDialectTest :
    DialectContract(DIALECT, { TestPostgres.emptied(database) }, TestPostgres::url) {
    private companion object {
        val database: DataSource by lazy(TestPostgres::freshDatabase)
    }
}
