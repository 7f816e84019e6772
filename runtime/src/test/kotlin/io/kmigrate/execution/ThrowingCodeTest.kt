package io.kmigrate.execution

import io.kmigrate.allTables
import io.kmigrate.failure.ErrorCode
import io.kmigrate.migrator
import io.kmigrate.testing.HostileThrowables
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.code
import io.kmigrate.testing.create
import io.kmigrate.testing.migration
import io.kmigrate.testing.shouldFailWith
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe

/** Code steps are code of others: whatever they throw is a failure of their step. */
class ThrowingCodeTest :
    FunSpec({
        val kinds = listOf(TestDatabase.SQLITE, TestDatabase.POSTGRESQL)
        kinds.forEach { kind ->
            HostileThrowables.ALL.forEach { (name, make) ->
                test("$kind: $name fails its step, which is rolled back") {
                    val database = kind.fresh()
                    val operations = listOf(create("one"), code("throws") { throw make() })
                    val migrator = migrator(database, listOf(migration("aaaa", up = operations)))
                    val failure = shouldFailWith(ErrorCode.OPERATION_FAILED) { migrator.upgrade() }
                    val problem = failure.problems().single()
                    problem.location().shouldNotBeNull().line() shouldBe 2
                    problem.facts().databaseMessage().shouldNotBeNull()
                    allTables(database).filter { it == "one" }.shouldBeEmpty()
                }
            }
        }
    })
