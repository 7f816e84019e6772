package io.kmigrate.dialect.mysql

import io.kmigrate.dialect.DialectContract
import io.kmigrate.testing.TestMariadb

class MariadbDialectTest :
    DialectContract(MariadbDialect(), TestMariadb::freshDatabase, TestMariadb::url)
