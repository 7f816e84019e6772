package io.kmigrate.dialect.mysql

import io.kmigrate.dialect.Everything
import io.kmigrate.dialect.ExposedContract
import io.kmigrate.testing.TestMysql
import io.kotest.matchers.shouldBe

/** Without `timestampWithTimeZone` and arrays, which Exposed does not have on MySQL. */
class MysqlExposedTest :
    ExposedContract(
        MysqlDialect(),
        TestMysql::freshDatabase,
        Everything("it's \\ x"),
        "INSERT INTO everything (bytes, a_blob) VALUES (x'0102', x'03')",
    ) {
    init {
        test("the catalog gives the defaults as Exposed does, except for moments and bytes") {
            wanted
                .columns()
                .map { it.defaultValue() }
                .zip(found().columns())
                .filterNot { (default, column) ->
                    default.toString() == column.defaultValue().toString() ||
                        column.name() in
                            listOf("a_time", "a_datetime", "an_instant", "a_date", "a_uuid")
                } shouldBe listOf()
        }
    }
}

/** Exposed takes this driver for a MariaDB, which has other types. */
class MysqlOtherDriverExposedTest :
    ExposedContract(
        MysqlDialect(),
        { TestMysql.byMariadbDriver(TestMysql.freshDatabase()) },
        Everything("it's \\ x"),
        "INSERT INTO everything (bytes, a_blob) VALUES (x'0102', x'03')",
    )
