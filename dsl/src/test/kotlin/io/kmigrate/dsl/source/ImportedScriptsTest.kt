package io.kmigrate.dsl.source

import io.kmigrate.dialect.Dialects
import io.kmigrate.importer.ImportMap
import io.kmigrate.importer.ImportedHistory
import io.kmigrate.importer.ImportedRevision
import io.kmigrate.importer.ImportedStep
import io.kmigrate.importer.SqlFileImport
import io.kmigrate.importer.StatementImport
import io.kmigrate.operation.BulkInsert
import io.kmigrate.operation.ExecuteFile
import io.kmigrate.operation.OperationDescription
import io.kmigrate.operation.RunCode
import io.kmigrate.revision.Migration
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeInstanceOf
import java.nio.file.Path
import java.time.ZonedDateTime
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.name
import kotlin.io.path.readText

/** Imported revisions become scripts that compile, and say what was imported. */
class ImportedScriptsTest :
    FunSpec({
        val statements = StatementImport(Dialects.named("postgresql"), false)
        val steps = { text: String -> SqlFileImport(statements, true).read(text, "file.sql") }
        val history =
            ImportedHistory(
                "flyway",
                "postgresql",
                listOf(
                    revision("v1", steps(TABLES)),
                    revision("v2", steps(ROWS), parent = "v1"),
                    revision("v3", steps(LONG) + byHand(), parent = "v2"),
                    revision(
                        "v4",
                        steps("create table d (id int)"),
                        parent = "v3",
                        down = steps("drop table d"),
                        remark = "a remark",
                    ),
                    revision("v5", emptyList(), parent = "v4", down = emptyList()),
                ),
                emptyList(),
            )
        val scripts by lazy {
            ImportedScripts(
                history,
                Path.of("migrations"),
                FileTemplate.STANDARD,
                ZonedDateTime.parse("2026-01-02T03:04:05Z"),
            )
        }
        val migrations by lazy { scripts.migrations() }

        test("the scripts say the operations that were imported") {
            migrations.take(2).zip(history.revisions()).forEach { (migration, revision) ->
                val wanted =
                    revision.up().flatMap { it.operations() }.filterNot { it is BulkInsert }
                migration
                    .up()
                    .map { it.operation() }
                    .filterNot { it is BulkInsert }
                    .map { OperationDescription.of(it).toString() } shouldBe
                    wanted.map { OperationDescription.of(it).toString() }
            }
        }

        test("many rows are several calls, with all rows") {
            val rows = migrations[1].up().map { it.operation() }.filterIsInstance<BulkInsert>()
            rows.sumOf { it.rows().size } shouldBe ROW_COUNT
            rows.first().rows().first() shouldBe mapOf("id" to 1, "name" to "it's 1\nand \$x")
        }

        test("a long text is a file, and a step by hand refuses to run") {
            val operations = migrations[2].up().map { it.operation() }
            operations.first().shouldBeInstanceOf<ExecuteFile>()
            operations.last().shouldBeInstanceOf<RunCode>().description() shouldContain "by hand"
        }

        test("a downgrade is written where the other tool knows one, empty where it is empty") {
            migrations[0].downgrade().shouldBeInstanceOf<Migration.Derived>()
            migrations[3].downgrade().shouldBeInstanceOf<Migration.Written>()
            (migrations[4].downgrade() as Migration.Written).operations().size shouldBe 0
        }

        test("scripts, files, the map and the report are written, and never over others") {
            val folder = tempdir().toPath()
            scripts.write(folder, "# Report\n")
            folder.resolve("migrations").listDirectoryEntries().map { it.name }.sorted() shouldBe
                listOf(
                    "import-map.json",
                    "v1_message_v1.migration.kts",
                    "v2_message_v2.migration.kts",
                    "v3_message_v3.1.sql",
                    "v3_message_v3.migration.kts",
                    "v4_message_v4.migration.kts",
                    "v5_message_v5.migration.kts",
                )
            folder.resolve("migrations/v4_message_v4.migration.kts").readText() shouldBe FOURTH
            ImportMap.read(folder.resolve("migrations/import-map.json")).origins().keys shouldBe
                setOf("v1", "v2", "v3", "v4", "v5")
            runCatching { scripts.write(folder, "") }.exceptionOrNull()?.message shouldContain
                "already exists"
        }
    })

private fun revision(
    id: String,
    up: List<ImportedStep>,
    parent: String? = null,
    down: List<ImportedStep>? = null,
    remark: String? = null,
) =
    ImportedRevision(
        id,
        listOfNotNull(parent),
        "message $id",
        ImportedRevision.Origin("$id \"file\"", id, "1"),
        up,
        down,
        true,
        listOfNotNull(remark),
    )

private fun byHand() =
    ImportedStep.byHand("class X {\n  /* */ \$ \"\"\" */\n}", "X.java", "it is code: \$it \"x\"")

private const val ROW_COUNT = 120

private const val TABLES =
    """
    create type mood as enum ('sad', 'ok');
    create table a (id serial primary key, name varchar(20) default 'x' not null, mood mood, at timestamptz default now(), n numeric(5, 2) default 1.5, ok boolean default true);
    create table b (id bigint primary key, a int references a (id) on delete set null, constraint ck check (id > 0), unique (a, id));
    create unique index ix on b (a desc nulls last) where a is not null;
    alter table a add column big bigint default 5000000000, alter column name drop default;
    alter table a alter column n type int using n::int;
    update a set name = 'y';
    alter table a set (fillfactor = 70);
    create table c (like a);
    create function f() returns trigger language plpgsql as ${'$'}${'$'} begin return new; end ${'$'}${'$'};
    create trigger t before insert on a for each row execute function f();
    create view v as select * from a
      where id > 1;
    """

private val ROWS =
    "create table r (id int, name text);\ninsert into r (id, name) values " +
        (1..ROW_COUNT).joinToString { "($it, 'it''s $it\nand \$x')" }

private val LONG = "select '" + "x".repeat(20_000) + "'"

private const val FOURTH =
    """revision = "v4"
downRevision = "v3"
message = "message v4"

upgrade {
    // a remark
    createTable("d") {
        integer("id").nullable()
    }
}

downgrade {
    dropTable("d")
}
"""
