package io.kmigrate.dialect.mysql

import io.kmigrate.dialect.DatabaseUrl
import io.kmigrate.dialect.Dialects
import io.kmigrate.failure.ErrorCode
import io.kmigrate.testing.TestMariadb
import io.kmigrate.testing.shouldFailWith
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

class MysqlUrlTest :
    FunSpec({
        listOf(
                "jdbc:mariadb://db/shop" to "mariadb",
                "jdbc:aws-wrapper:mariadb://db/shop" to "mariadb",
                "jdbc:mysql://db/shop" to "mysql",
                "jdbc:aws-wrapper:mysql://db/shop" to "mysql",
            )
            .forEach { (url, dialect) ->
                test("$url is $dialect") { Dialects.forUrl(url).name() shouldBe dialect }
            }

        listOf("mariadb", "mysql", "jdbc:mariadb", "jdbc:mysql").forEach { scheme ->
            test("$scheme:// reaches a MariaDB server and recognizes it") {
                val database = TestMariadb.freshDatabase().connection.use { it.catalog }
                val url = "$scheme://root@127.0.0.1:${TestMariadb.port}/$database"
                DatabaseUrl.parse(url).dataSource().connection.use {
                    Dialects.forConnection(it).name() shouldBe "mariadb"
                    it.catalog shouldBe database
                }
            }
        }

        test("an unknown database is reported with a fix") {
            val url = "mariadb://root:s3cr3t@127.0.0.1:${TestMariadb.port}/nowhere"
            val failure =
                shouldFailWith(ErrorCode.REFUSED) {
                    DatabaseUrl.parse(url).dataSource().connection
                }
            failure.message shouldBe
                "cannot connect to mariadb://root@127.0.0.1:${TestMariadb.port}/nowhere: " +
                    "Unknown database 'nowhere'"
            failure.problems().single().fix()!!.command() shouldContain "create the database"
        }
    })
