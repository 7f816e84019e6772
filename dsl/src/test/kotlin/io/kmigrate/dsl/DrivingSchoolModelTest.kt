package io.kmigrate.dsl

import io.kmigrate.Migrator
import io.kmigrate.compare.Comparison
import io.kmigrate.diff.ObjectFilter
import io.kmigrate.operation.OperationDescription
import io.kmigrate.plan.NotUpToDateException
import io.kmigrate.source.Model
import io.kmigrate.testing.TestDatabase
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import java.nio.file.Path

/** The driving school's model, compared with its migrations: both say the same. */
class DrivingSchoolModelTest :
    FunSpec({
        val spec = this
        val warnings = mutableListOf<String>()

        fun builder() =
            Migrator.builder()
                .scripts(Path.of("..", "migrations"))
                .model(Model.ofScripts(Path.of("..", "migrations", "model")))
                .warnings { warnings += it }

        spec.test("the model and the history agree, without a database") {
            differences(builder().build().compareWithHistory(ObjectFilter.all())).shouldBeEmpty()
        }

        TestDatabase.entries.forEach { kind ->
            spec.test("$kind: the model and the database agree; a database at no head is refused") {
                val migrator = builder().dataSource(kind.fresh()).build()
                migrator.upgrade()
                differences(migrator.compareWithDatabase(ObjectFilter.all())).shouldBeEmpty()
                warnings.shouldBeEmpty()
                migrator.downgrade("-1")
                shouldThrow<NotUpToDateException> {
                    migrator.compareWithDatabase(ObjectFilter.all())
                }
            }
        }
    })

private fun differences(comparison: Comparison): List<String> =
    comparison.changes().map { OperationDescription.of(it.operation()).toString() } +
        comparison.candidates().map { it.toString() } +
        comparison.notCompared()
