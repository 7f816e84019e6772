package io.kmigrate.failure

import io.kmigrate.testing.HostileThrowables
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldHaveAtMostSize
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe
import java.sql.SQLException

class CausesTest :
    FunSpec({
        HostileThrowables.ALL.forEach { (name, make) ->
            test("the causes of $name are read to an end") {
                Causes.of(make()) shouldHaveAtMostSize 100
                Facts.of(make()).databaseMessage().shouldNotBeNull()
                MigrationException(listOf(Problem.of(ErrorCode.SCRIPT_FAILED, "x", "y")), make())
                    .problems() shouldHaveSize 1
            }
        }

        test("a cause is found behind others, each once") {
            val database = SQLException("gone", "08006")
            val failure = IllegalStateException("outer", RuntimeException(database))
            Causes.first(failure, SQLException::class.java).get() shouldBe database
            Causes.of(failure) shouldHaveSize 3
            Causes.of(null) shouldHaveSize 0
        }
    })
