package io.kmigrate.repeatable

import io.kmigrate.Migrator
import io.kmigrate.failure.ErrorCode
import io.kmigrate.repeatable.Repeatable.Kind
import io.kmigrate.schema.TableName
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.shouldFailWith
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

private const val BODY = "() returns int language sql as 'select 1'"

/**
 * @param dialect the database that folds names without quotes
 * @param problem the end of the message; null where both names mean one object
 */
private data class NameCase(
    val dialect: String,
    val kind: Kind,
    val name: String,
    val text: String,
    val problem: String? = null,
    val table: String? = null,
) {
    val declared: Repeatable
        get() =
            Repeatable(
                kind,
                TableName.parse(name),
                table?.let(TableName::parse),
                null,
                text,
                null,
                emptyList(),
            )
}

private val cases =
    listOf(
        NameCase("postgresql", Kind.FUNCTION, "f", "create function f$BODY"),
        NameCase("postgresql", Kind.FUNCTION, "f", "create function g$BODY", "function g"),
        NameCase("postgresql", Kind.FUNCTION, "f", "-- f\ncreate or replace function F$BODY"),
        NameCase("postgresql", Kind.FUNCTION, "F", "create function F$BODY", "function F"),
        NameCase("postgresql", Kind.FUNCTION, "F", "create function \"F\"$BODY"),
        NameCase("postgresql", Kind.FUNCTION, "f", "create procedure f() as ''", "procedure f"),
        NameCase("postgresql", Kind.FUNCTION, "f", "create function app.f$BODY", "function app.f"),
        NameCase("postgresql", Kind.FUNCTION, "app.f", "create function app.f$BODY"),
        NameCase("postgresql", Kind.FUNCTION, "app.f", "create function f$BODY", "function f"),
        NameCase(
            "postgresql",
            Kind.AGGREGATE,
            "a",
            "create aggregate b(int) (sfunc = x)",
            "aggregate b",
        ),
        NameCase(
            "postgresql",
            Kind.TRIGGER,
            "t",
            "create constraint trigger t after insert or update of a, b on users execute function f()",
            table = "users",
        ),
        NameCase(
            "postgresql",
            Kind.TRIGGER,
            "t",
            "create trigger t after insert on others execute function f()",
            "trigger t on others",
            "users",
        ),
        NameCase(
            "mysql",
            Kind.FUNCTION,
            "f",
            "create definer = `a`@`b` function `F`() returns int return 1",
            "function F",
        ),
        NameCase(
            "mysql",
            Kind.FUNCTION,
            "f",
            "create definer = a@b function F() returns int return 1",
        ),
        NameCase(
            "mariadb",
            Kind.FUNCTION,
            "f",
            "create function if not exists f() returns int return 1",
        ),
        NameCase(
            "mariadb",
            Kind.AGGREGATE,
            "f",
            "create aggregate function f(x int) returns int return 1",
        ),
        NameCase("mariadb", Kind.PROCEDURE, "p", "create procedure q() select 1", "procedure q"),
        NameCase(
            "sqlite",
            Kind.TRIGGER,
            "t",
            "create trigger [u] after insert on users begin end",
            "trigger u on users",
            "users",
        ),
        NameCase(
            "sqlite",
            Kind.TRIGGER,
            "t",
            "create trigger if not exists T after insert on Users begin end",
            table = "users",
        ),
        NameCase("h2", Kind.FUNCTION, "F", "create alias f as 'int f() { return 1; }'"),
        NameCase("h2", Kind.FUNCTION, "f", "create alias f as 'int f() { return 1; }'", "alias f"),
        NameCase(
            "oracle",
            Kind.FUNCTION,
            "F",
            "create function f return number is begin return 1; end;",
        ),
        NameCase("postgresql", Kind.FUNCTION, "f", "create something of another kind"),
    )

class DeclaredNamesTest :
    FunSpec({
        cases.forEach { case ->
            test("${case.dialect}: ${case.declared.key()} by ${case.text}") {
                val problems =
                    Migrator.builder()
                        .source(source(listOf(first), listOf(case.declared), setOf(case.dialect)))
                        .build()
                        .validate()
                        .problems()
                        .map { it.code() to it.message().substringAfter("makes ") }
                problems shouldBe listOfNotNull(case.problem?.let { ErrorCode.OTHER_NAME to it })
            }
        }

        test("a run is refused before anything happens") {
            val database = TestDatabase.POSTGRESQL.fresh()
            val wrong =
                NameCase("postgresql", Kind.FUNCTION, "f", "create function g$BODY").declared
            shouldFailWith(ErrorCode.OTHER_NAME) {
                migrator(database, listOf(first), wrong).upgrade()
            }
            database.has("users") shouldBe false
        }

        test("a database that no one named is no reason to find fault with the case of a name") {
            fun problems(text: String) =
                Migrator.builder()
                    .source(
                        source(
                            listOf(first),
                            listOf(NameCase("", Kind.FUNCTION, "f", text).declared),
                        )
                    )
                    .build()
                    .validate()
                    .problems()
                    .map { it.code() }
            problems("create function f$BODY") shouldBe emptyList()
            problems("create function g$BODY").toSet() shouldBe setOf(ErrorCode.OTHER_NAME)
        }
    })
