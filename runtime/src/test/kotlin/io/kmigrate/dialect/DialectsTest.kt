package io.kmigrate.dialect

import io.kmigrate.failure.ErrorCode
import io.kmigrate.testing.TestPostgres
import io.kmigrate.testing.shouldFailWith
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeSorted
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain

class DialectsTest :
    FunSpec({
        listOf(
                "jdbc:postgresql://db/shop",
                "jdbc:postgresql:shop",
                "jdbc:aws-wrapper:postgresql://db/shop",
                "jdbc:pgsql://db/shop",
            )
            .forEach { url ->
                test("$url is PostgreSQL") { Dialects.forUrl(url).name() shouldBe "postgresql" }
            }

        test("a dialect is found by name and by connection") {
            Dialects.named("postgresql").name() shouldBe "postgresql"
            TestPostgres.freshDatabase().connection.use {
                Dialects.forConnection(it).name() shouldBe "postgresql"
            }
        }

        test(
            "an unknown database is refused with a list of the known ones, and without its password"
        ) {
            val failure =
                shouldFailWith(ErrorCode.UNKNOWN_DIALECT) {
                    Dialects.forUrl("jdbc:foo://u:s3cr3t@db/x")
                }
            failure.code() shouldBe ErrorCode.UNKNOWN_DIALECT
            failure.message!! shouldContain
                "no dialect is known for jdbc:foo://db/x; there are ${Dialects.all().map { it.name() }.sorted().joinToString()}"
            failure.message!! shouldNotContain "s3cr3t"
            shouldFailWith(ErrorCode.UNKNOWN_DIALECT) { Dialects.named("postgres") }
                .message!! shouldContain "\"postgres\""
            Dialects.all().map { it.name() }.shouldBeSorted()
        }
    })
