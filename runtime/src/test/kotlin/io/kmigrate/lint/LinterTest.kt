package io.kmigrate.lint

import io.kmigrate.dialect.int32
import io.kmigrate.dialect.name
import io.kmigrate.dialect.nullable
import io.kmigrate.diff.DiffOptions
import io.kmigrate.diff.RandomModels
import io.kmigrate.diff.SchemaDiff
import io.kmigrate.diff.model
import io.kmigrate.diff.t
import io.kmigrate.operation.DropColumn
import io.kmigrate.operation.DropTable
import io.kmigrate.operation.Operation
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.View
import io.kmigrate.testing.TestDatabase
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import kotlin.random.Random

class LinterTest :
    FunSpec({
        fun found(before: Snapshot, vararg operations: Operation) =
            Linter.standard().check(before, operations.toList(), Facts.unknown()).map {
                "${it.place()} ${it.code()}"
            }

        test("all rules are asked about every operation, in the order of their codes") {
            val view = View(name("v"), "select a from t", false)
            val before = model(t(nullable("a", int32)), objects = listOf(view))
            found(before, DropColumn(name("t"), "a", false), DropTable(name("t"), false)) shouldBe
                listOf("0 drop-column", "0 view-in-the-way", "1 drop-table", "1 view-in-the-way")
        }

        test("an operation that does not fit the schema does not stop the linter") {
            found(
                model(),
                DropColumn(name("gone"), "a", false),
                DropTable(name("gone"), false),
            ) shouldBe listOf("0 drop-column", "1 drop-table")
        }

        test("no foreign key blocks a difference: it drops the key before") {
            val rule = Linter.of(listOf(ForeignKeyInTheWayRule()))
            var dropped = 0
            TestDatabase.entries.forEach { database ->
                (1L..100L).forEach { seed ->
                    withClue("$database, seed $seed") {
                        val models = RandomModels(Random(seed), database)
                        val before = models.model()
                        val wanted = models.changed(before)
                        val operations =
                            SchemaDiff.between(before, wanted, DiffOptions.standard()).operations()
                        rule.check(before, operations, Facts.unknown()).map {
                            it.message()
                        } shouldBe listOf()
                        dropped += operations.count { it is DropTable || it is DropColumn }
                    }
                }
            }
            dropped shouldBeGreaterThan 100
        }
    })
