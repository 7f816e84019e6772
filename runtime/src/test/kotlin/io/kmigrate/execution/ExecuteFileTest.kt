package io.kmigrate.execution

import io.kmigrate.Migrator
import io.kmigrate.dialect.Dialects
import io.kmigrate.dialect.TextFiles
import io.kmigrate.failure.ErrorCode
import io.kmigrate.migrator
import io.kmigrate.operation.ExecuteFile
import io.kmigrate.operation.OperationDescription
import io.kmigrate.revision.MigrationSource
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.create
import io.kmigrate.testing.migration
import io.kmigrate.testing.query
import io.kmigrate.testing.shouldFailWith
import io.kmigrate.testing.sql
import io.kmigrate.usersTables
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import io.kotest.matchers.string.shouldContain
import java.io.StringReader
import javax.sql.DataSource

/** Files of SQL as dumps write them, on real databases. */
class ExecuteFileTest :
    FunSpec({
        val spec = this
        val dump =
            """
            |--
            |-- PostgreSQL database dump
            |--
            |
            |\restrict aXyZ12345
            |
            |SET statement_timeout = 0;
            |SELECT pg_catalog.set_config('search_path', '', false);
            |
            |CREATE FUNCTION public.twice(n integer) RETURNS integer LANGUAGE plpgsql AS ${'$'}${'$'}
            |begin
            |  return 2 * n;
            |end;
            |${'$'}${'$'};
            |
            |CREATE TABLE public.boats (id integer NOT NULL, name text);
            |
            |COPY public.boats (id, name) FROM stdin;
            |1	sloop
            |2	\N
            |3	a\tb; it's \\ -- no
            |\.
            |
            |ALTER TABLE public.boats ADD CONSTRAINT boats_pkey PRIMARY KEY (id);
            |
            |\unrestrict aXyZ12345
            |"""
                .trimMargin()

        listOf(dump, dump.replace("\n", "\r\n"), "\uFEFF" + dump).forEachIndexed { place, text ->
            listOf(true, false).forEach { transactional ->
                spec.test(
                    "POSTGRESQL: a dump with its rows, written $place, transactional $transactional"
                ) {
                    val database = TestDatabase.POSTGRESQL.fresh()
                    migrator(
                            database,
                            listOf(
                                migration(
                                    "aaaa",
                                    transactional = transactional,
                                    up = listOf(file(text)),
                                )
                            ),
                        )
                        .upgrade()
                    database.query(
                        "select id || ' ' || coalesce(name, 'null') from boats order by id"
                    ) shouldContainExactly listOf("1 sloop", "2 null", "3 a\tb; it's \\ -- no")
                    database.query("select twice(4)") shouldContainExactly listOf("8")
                    database.query(
                        "select version_num from public.migrate_version"
                    ) shouldContainExactly listOf("aaaa")
                }
            }
        }

        spec.test(
            "POSTGRESQL: the same dump as the text of execute is refused by its first line that is no SQL"
        ) {
            val database = TestDatabase.POSTGRESQL.fresh()
            shouldFailWith(ErrorCode.CLIENT_COMMAND) {
                    migrator(database, listOf(migration("aaaa", up = listOf(sql(dump))))).upgrade()
                }
                .message shouldBe
                "\\restrict aXyZ12345 is a command of psql and no SQL, in line 5 of the text"
            shouldFailWith(ErrorCode.CLIENT_COMMAND) {
                    migrator(
                            database,
                            listOf(
                                migration("aaaa", up = listOf(sql("copy t from stdin;\n1\n\\.\n")))
                            ),
                        )
                        .upgrade()
                }
                .message shouldContain "rows follow copy t from stdin in line 1 of the text"
        }

        spec.test("POSTGRESQL: the text for psql holds the file with its rows") {
            val script =
                migrator(
                        TestDatabase.POSTGRESQL.fresh(),
                        listOf(migration("aaaa", up = listOf(file(dump)))),
                    )
                    .offline(Dialects.named("postgresql"))
                    .upgrade("head")
            script shouldContain "COPY public.boats (id, name) FROM stdin;\n1\tsloop\n2\t\\N\n"
            script shouldContain "\n\\.\n"
        }

        for (kind in TestDatabase.entries.filter { it.isOfMysql }) spec.test(
            "$kind: a dump with delimiters, executable comments and locks"
        ) {
            val database = kind.fresh()
            val text =
                """
                |/*M!999999\- enable the sandbox mode */
                |/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
                |create table boats (id integer primary key, name varchar(40));
                |LOCK TABLES `boats` WRITE;
                |insert into `boats` values (1,'it''s; a'),(2,'DELIMITER ;;');
                |UNLOCK TABLES;
                |DELIMITER ;;
                |/*!50003 create trigger named before insert on boats for each row begin set new.name = upper(new.name); end */;;
                |DELIMITER ;
                |insert into boats values (3, 'c');
                |/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;
                |"""
                    .trimMargin()
            migrator(database, listOf(migration("aaaa", up = listOf(file(text))))).upgrade()
            database.query("select name from boats order by id") shouldContainExactly
                listOf("it's; a", "DELIMITER ;;", "C")
        }

        TestDatabase.entries.forEach { kind ->
            fun test(name: String, check: (DataSource) -> Unit) =
                spec.test("$kind: $name") { check(kind.fresh()) }

            test("many statements run in order, and count by their digest") { database ->
                val text =
                    (1..3000).joinToString("\n") {
                        "insert into one (id, name) values ($it, 'row $it');"
                    }
                migrator(
                        database,
                        listOf(migration("aaaa", up = listOf(create("one"), file(text)))),
                    )
                    .upgrade()
                database.query("select count(*) from one") shouldContainExactly listOf("3000")
                val digest = file(text).digest()
                OperationDescription.of(file(text)).toString() shouldBe
                    "executeFile(file: dump.sql, digest: $digest)"
                file(text.replace("\n", "\r\n")).digest() shouldBe digest
                file("\uFEFF" + text).digest() shouldBe digest
                file("$text\n").digest() shouldNotBe digest
            }

            test(
                "a statement that ends the transaction is refused by its line, before anything runs"
            ) { database ->
                val text = "insert into one (id) values (1);\n\ncommit;\n"
                val migrator =
                    migrator(
                        database,
                        listOf(migration("aaaa", up = listOf(create("one"), file(text)))),
                    )
                listOf<() -> Any>(
                        { migrator.upgrade() },
                        { migrator.planUpgrade() },
                        { throwAny(migrator.validate().problems()) },
                    )
                    .forEach { surface ->
                        shouldFailWith(ErrorCode.TRANSACTION_CONTROL) { surface() }.message shouldBe
                            "SQL of the script ends the transaction of its revision: commit, in line 3 of dump.sql"
                                .replace("commit", "COMMIT")
                    }
                usersTables(database).shouldBeEmpty()
            }

            test("a file that changes before it runs is not applied") { database ->
                val texts = ArrayDeque(List(8) { "insert into one (id) values (1);" })
                val changing =
                    TextFiles.execute("dump.sql", { StringReader(texts.removeFirst()) }, null)
                while (texts.size > 2) texts.removeFirst()
                texts.addAll(List(8) { "insert into one (id) values (2);" })
                shouldThrow<OperationFailedException> {
                        migrator(
                                database,
                                listOf(migration("aaaa", up = listOf(create("one"), changing))),
                            )
                            .upgrade()
                    }
                    .problems()
                    .first()
                    .facts()
                    .databaseMessage() shouldBe "the file dump.sql was changed after it was read"
            }

            test("a failing statement is shown, and the state was asked") { database ->
                val text = "insert into one (id) values (1);\ninsert into missing values (1);\n"
                val failure =
                    shouldThrow<OperationFailedException> {
                        migrator(
                                database,
                                listOf(migration("aaaa", up = listOf(create("one"), file(text)))),
                            )
                            .upgrade()
                    }
                failure.problems().first().facts().sql() shouldBe "insert into missing values (1)"
                if (kind.undoesDdl) usersTables(database).shouldBeEmpty()
            }
        }

        mapOf(
                "postgresql" to "\\connect other",
                "mysql" to "source more.sql",
                "mariadb" to "\\. more.sql",
                "sqlite" to ".read more.sql",
                "sqlserver" to ":r more.sql",
                "oracle" to "@more.sql",
            )
            .forEach { (dialect, command) ->
                spec.test("$dialect: $command is refused by its line") {
                    val end = if (dialect == "sqlserver") "\nGO" else ";"
                    val migrator =
                        Migrator.builder()
                            .source(
                                MigrationSource.of(
                                    listOf(
                                        migration(
                                            "aaaa",
                                            up = listOf(file("select 1$end\n$command\n")),
                                        )
                                    )
                                )
                            )
                            .build()
                    val problem = migrator.validate(Dialects.named(dialect)).problems().single()
                    problem.code() shouldBe ErrorCode.CLIENT_COMMAND
                    problem.message() shouldContain "$command is a command of "
                    problem.message() shouldContain "in line ${end.lines().size + 1} of dump.sql"
                }
            }
    })

private fun file(text: String): ExecuteFile =
    TextFiles.execute("dump.sql", { StringReader(text) }, null)

private fun throwAny(problems: List<io.kmigrate.failure.Problem>) {
    if (problems.isNotEmpty()) throw io.kmigrate.failure.MigrationException(problems, null)
}
