package io.kmigrate.run

import io.kmigrate.Migrator
import io.kmigrate.dialect.DatabaseUrl
import io.kmigrate.revision.MigrationSource
import io.kmigrate.testing.create
import io.kmigrate.testing.migration
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.nio.file.Files

/** A SQLite database whose file is not there: only what changes it makes it. */
class MissingFileTest :
    FunSpec({
        val folder = tempdir().toPath()
        val file = folder.resolve("app.db")
        val warnings = ArrayList<String>()
        val migrator =
            Migrator.builder()
                .dataSource(DatabaseUrl.parse("sqlite:$file").dataSource())
                .source(MigrationSource.of(listOf(migration("aaaa", up = listOf(create("one"))))))
                .warnings { warnings += it }
                .build()

        listOf<Pair<String, () -> Unit>>(
                "status" to
                    {
                        migrator.status().pending().ids() shouldContainExactly listOf("aaaa")
                    },
                "history" to { migrator.history().isEmpty shouldBe true },
                "log" to { migrator.log(0).shouldBeEmpty() },
                "planUpgrade" to { migrator.planUpgrade().steps().size shouldBe 1 },
            )
            .forEach { (name, read) ->
                test(
                    "$name treats a missing file as an empty database, warns, and does not create it"
                ) {
                    warnings.clear()
                    read()
                    Files.list(folder).use { it.toList() }.shouldBeEmpty()
                    warnings shouldContainExactly
                        listOf("there is no file $file yet: the first upgrade creates it")
                }
            }

        test("upgrade creates a missing file") {
            migrator.upgrade().revisions() shouldContainExactly listOf("aaaa")
            warnings.clear()
            migrator.status().pending().ids().shouldBeEmpty()
            warnings.shouldBeEmpty()
        }
    })
