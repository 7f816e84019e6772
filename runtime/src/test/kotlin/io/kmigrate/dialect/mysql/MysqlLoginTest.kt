package io.kmigrate.dialect.mysql

import io.kmigrate.dialect.DatabaseUrl
import io.kmigrate.failure.ErrorCode
import io.kmigrate.testing.TestMysql
import io.kmigrate.testing.execute
import io.kmigrate.testing.shouldFailWith
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain

/** An account of caching_sha2_password without TLS: a right password is not called wrong. */
class MysqlLoginTest :
    FunSpec({
        val fix =
            "connect over TLS, or add `allowPublicKeyRetrieval=true` to the URL, with which the driver" +
                " takes the server's key from the network as it is"
        listOf("mysql", "mariadb").forEach { driver ->
            fun url(password: String, more: String = "") =
                "jdbc:$driver://127.0.0.1:${TestMysql.port}/${database()}?user=keen&password=$password$more"

            test("$driver: the driver wants the server's key, and a fix says so") {
                val failure =
                    shouldFailWith(ErrorCode.REFUSED) {
                        DatabaseUrl.parse(url("pw")).dataSource().connection
                    }
                failure.problems().single().fix()!!.command() shouldBe fix
            }

            test("$driver: a wrong password is a wrong password") {
                val failure =
                    shouldFailWith(ErrorCode.REFUSED) {
                        DatabaseUrl.parse(url("no", "&allowPublicKeyRetrieval=true"))
                            .dataSource()
                            .connection
                    }
                failure.problems().single().fix()!!.command() shouldContain "password"
                failure.message shouldContain "Access denied"
            }

            test("$driver: with the key, the account connects") {
                DatabaseUrl.parse(url("pw", "&allowPublicKeyRetrieval=true"))
                    .dataSource()
                    .connection
                    .use { it.isValid(1) shouldBe true }
            }
        }
    })

/** The server remembers a password once it was right, and then needs no key. */
private fun database(): String =
    TestMysql.freshDatabase().connection.use {
        it.execute(
            "drop user if exists keen@'%'",
            "create user keen@'%' identified with caching_sha2_password by 'pw'",
            "grant all on ${it.catalog}.* to keen@'%'",
        )
        it.catalog
    }
