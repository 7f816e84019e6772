package io.kmigrate.dialect.postgres

import io.kmigrate.dialect.EverythingAndMore
import io.kmigrate.dialect.ExposedContract
import io.kmigrate.testing.TestPostgres

class PostgresExposedTest :
    ExposedContract(
        DIALECT,
        TestPostgres::freshDatabase,
        EverythingAndMore(),
        "INSERT INTO everything (bytes, a_blob, words) VALUES ('\\x0102', '\\x03', '{\"a,b\",c}')",
    )
