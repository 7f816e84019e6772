package io.kmigrate.dialect.mysql

import io.kmigrate.dialect.DialectContract
import io.kmigrate.testing.TestMariadb
import io.kmigrate.testing.execute

class MariadbDialectTest :
    DialectContract(
        MariadbDialect(),
        {
            // A schema is a database of the server, which all tests share.
            TestMariadb.freshDatabase().also { database ->
                database.connection.use { it.execute("DROP DATABASE IF EXISTS billing") }
            }
        },
        TestMariadb::url,
    )
