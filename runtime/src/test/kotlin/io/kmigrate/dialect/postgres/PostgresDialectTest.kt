package io.kmigrate.dialect.postgres

import io.kmigrate.dialect.DialectContract
import io.kmigrate.dialect.notNullChanges
import io.kmigrate.dialect.operationCases
import io.kmigrate.dialect.periodCases
import io.kmigrate.dialect.unenforcedChecks
import io.kmigrate.testing.TestPostgres
import javax.sql.DataSource

class PostgresDialectTest :
    DialectContract(
        DIALECT,
        { TestPostgres.emptied(database) },
        TestPostgres::url,
        operationCases + periodCases + unenforcedChecks + notNullChanges,
    ) {
    private companion object {
        val database: DataSource by lazy(TestPostgres::freshDatabase)
    }
}
