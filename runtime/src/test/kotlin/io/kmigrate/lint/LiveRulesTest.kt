package io.kmigrate.lint

import io.kmigrate.dialect.ServerVersion
import io.kmigrate.dialect.int32
import io.kmigrate.dialect.int64
import io.kmigrate.dialect.name
import io.kmigrate.dialect.nullable
import io.kmigrate.dialect.update
import io.kmigrate.dialect.varchar
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.AddEnumValue
import io.kmigrate.operation.AlterColumn
import io.kmigrate.operation.Backfill
import io.kmigrate.operation.BulkDelete
import io.kmigrate.operation.ColumnChange
import io.kmigrate.operation.CreateCheckConstraint
import io.kmigrate.operation.CreateForeignKey
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.CreateUniqueConstraint
import io.kmigrate.operation.CreateView
import io.kmigrate.operation.DropColumn
import io.kmigrate.operation.DropConstraint
import io.kmigrate.operation.ExecuteSql
import io.kmigrate.operation.Limits
import io.kmigrate.operation.Operation
import io.kmigrate.operation.Pace
import io.kmigrate.operation.RenameTable
import io.kmigrate.operation.RequireBackfill
import io.kmigrate.operation.RowChange
import io.kmigrate.operation.ValidateConstraint
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationOptions
import io.kmigrate.revision.Revision
import io.kmigrate.revision.ScriptOperation
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.DefaultValue
import io.kmigrate.schema.Equivalence
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Generated
import io.kmigrate.schema.Index
import io.kmigrate.schema.LargeTable
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import io.kmigrate.schema.TableSize
import io.kmigrate.schema.TableSizes
import io.kmigrate.schema.UniqueConstraint
import io.kmigrate.schema.View
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import java.time.Duration
import java.util.Optional
import kotlin.io.path.readText
import kotlin.io.path.writeText

/**
 * The rules about operations that run on a known database: each finds its own example and the cases
 * below, as `golden/lint/<code>.txt` says, and passes what looks like them. Whatever is about locks
 * passes a table that is new or small. `-Dgolden.update=true` rewrites the files.
 */
class LiveRulesTest :
    FunSpec({
        val rules = Linter.standard().rules().filter { it.needsTarget() }

        rules.forEach { rule ->
            test("${rule.code()} finds the findings of its golden file") {
                val example = rule.documentation().example()
                val cases =
                    listOf(
                        "its example" to Case(rule.code(), example.schema(), example.migration())
                    ) + found.filter { it.rule == rule.code() }.map { it.title to it }
                val text =
                    cases.joinToString("\n") { (title, case) ->
                        val findings = case.findings(rule)
                        check(findings.isNotEmpty()) { "nothing was found: $title" }
                        title + "\n" + findings.joinToString("") { it.shown() }
                    }
                val file = RuleTest.GOLDEN.resolve("${rule.code()}.txt")
                if (System.getProperty("golden.update").toBoolean()) file.writeText(text)
                text shouldBe file.readText()
            }

            if (rule is LockRule) {
                test(
                    "${rule.code()} passes a table that is new, small, or changed in a safe form"
                ) {
                    val example = rule.documentation().example()
                    val together =
                        Case(rule.code(), listOf(), example.schema() + example.operations())
                    together.findings(rule).shouldBeEmpty()
                    val case = Case(rule.code(), example.schema(), example.migration())
                    case.findings(rule, target(rule).withSizes(SMALL)).shouldBeEmpty()
                    val isSql = example.operations().any { it is ExecuteSql }
                    if (!isSql)
                        case.findings(rule, target(rule).withSafeForm { true }).shouldBeEmpty()
                }
            }
        }

        passed.forEach { case ->
            test("${case.rule} passes: ${case.title}") {
                val rule = rules.first { it.code() == case.rule }
                case.findings(rule).shouldBeEmpty()
            }
        }

        test("every rule has a case that it passes") {
            val known =
                passed.map { it.rule } +
                    "needless-unsafe" +
                    rules.filterIsInstance<LockRule>().map { it.code() }
            rules.map { it.code() }.filterNot { it in known }.shouldBeEmpty()
        }

        test("a backfill that an earlier revision registered may not be done") {
            val rule = rules.first { it.code() == "backfill-not-awaited" }
            val earlier = listOf(migration(listOf(grow())))
            fun codes(vararg operations: Operation) =
                Linter.of(listOf(rule))
                    .review(
                        schema(BASE),
                        earlier,
                        listOf(migration(operations.toList())),
                        Facts.of(Equivalence.asWritten(), target(rule)),
                    )
                    .entries()
                    .map { it.finding().code() }
            codes(DropColumn(U, "note", false)) shouldBe listOf(rule.code())
            codes(RequireBackfill("grow"), DropColumn(U, "note", false)) shouldBe listOf()
        }

        test("a rule is asked about its own databases alone, and only where one is known") {
            rules.forEach { rule ->
                val case = rule.documentation().example()
                val other = if (rule.databases().include("h2")) "sqlite" else "h2"
                val elsewhere =
                    Facts.of(Equivalence.asWritten(), LintTarget.offline(other, Optional.empty()))
                if (rule.databases().names().isNotEmpty()) {
                    Linter.of(listOf(rule))
                        .review(schema(case.schema()), listOf(case.migration()), elsewhere)
                        .entries()
                        .shouldBeEmpty()
                }
                Linter.of(listOf(rule))
                    .review(schema(case.schema()), listOf(case.migration()), Facts.unknown())
                    .entries()
                    .shouldBeEmpty()
            }
        }

        test("a size is said in words, with what it takes") {
            val rule = PgIndexNotConcurrentRule()
            val case =
                Case(
                    rule.code(),
                    rule.documentation().example().schema(),
                    rule.documentation().example().migration(),
                )
            val sizes =
                mapOf(
                    TableSize.of(48_000_000, 11_000_000_000) to
                        ": 48 million rows, 11 GB, about 2 min",
                    TableSize.of(1_500_000, 90_000_000) to ": 1.5 million rows, 90 MB, about 5 s",
                    TableSize.ofRows(123_456) to ": 123,456 rows",
                    TableSize.of(5_200_000_000, 2_400_000_000_000) to
                        ": 5.2 billion rows, 2.4 TB, about 5 h",
                    TableSize.UNKNOWN to ": its size is not known",
                )
            sizes.forEach { (size, words) ->
                val live = TableSizes.of(mapOf(name("users") to size), LargeTable.STANDARD)
                case.findings(rule, target(rule).withSizes(live)).map {
                    it.message().substringAfter("ix_email")
                } shouldBe listOf(words)
            }
        }

        test("an assertion silences errors alone, and is a finding where it is needless") {
            val example = PgIndexNotConcurrentRule().documentation().example()
            fun codes(unsafe: String?, target: LintTarget) =
                Linter.standard()
                    .review(
                        schema(example.schema()),
                        listOf(
                            Migration(
                                Revision.of("a"),
                                MigrationOptions.STANDARD,
                                example.operations().map { ScriptOperation(it, null, unsafe) },
                                Migration.Derived(),
                            )
                        ),
                        Facts.of(Equivalence.asWritten(), target),
                    )
                    .entries()
                    .map { it.finding().code() }
            val offline = LintTarget.offline("postgresql", Optional.empty())
            codes(null, offline) shouldBe listOf("no-lock-timeout", "pg-index-not-concurrent")
            codes("at night", offline) shouldBe listOf("no-lock-timeout")
            codes("at night", offline.withSizes(SMALL)) shouldBe listOf()
            codes("at night", LintTarget.offline("mysql", Optional.empty())) shouldBe
                listOf("no-lock-timeout", "needless-unsafe")
        }

        test("levels of a project count, and a rule that is off is not asked") {
            val example = PgIndexNotConcurrentRule().documentation().example()
            fun found(vararg levels: Pair<String, Level>) =
                Linter.standard()
                    .with(mapOf(*levels))
                    .review(
                        schema(example.schema()),
                        listOf(example.migration()),
                        Facts.of(
                            Equivalence.asWritten(),
                            LintTarget.offline("postgresql", Optional.empty()),
                        ),
                    )
                    .entries()
                    .map { "${it.finding().severity()} ${it.finding().code()}" }
            found("no-lock-timeout" to Level.OFF) shouldBe listOf("ERROR pg-index-not-concurrent")
            found("no-lock-timeout" to Level.OFF, "pg-index-not-concurrent" to Level.INFO) shouldBe
                listOf("INFO pg-index-not-concurrent")
        }
    })

private val SMALL =
    TableSizes.of(
        listOf("users", "orders", "rooms", "users_2020", "totals").associate {
            name(it) to TableSize.of(10, 8192)
        },
        LargeTable.STANDARD,
    )

private fun schema(operations: List<Operation>) =
    operations.fold(Snapshot.empty()) { schema, it -> it.apply(schema) }

private fun target(rule: Rule): LintTarget =
    LintTarget.offline(
        rule.databases().names().firstOrNull() ?: "postgresql",
        OLD[rule.code()].let { Optional.ofNullable(it) },
    )

/** Rules about old servers. */
private val OLD = mapOf("my-instant-limits" to ServerVersion(8, 0, 11))

private fun Finding.shown() =
    "  ${severity().name.lowercase()}[${code()}] at ${place()}: ${message()}\n  fix: ${fix()}\n"

private class Case(
    val rule: String,
    val schema: List<Operation>,
    val migration: Migration,
    val title: String = "",
    val dialect: String? = null,
    val version: ServerVersion? = null,
) {
    constructor(
        rule: String,
        schema: List<Operation>,
        operations: List<Operation>,
    ) : this(rule, schema, migration(operations))

    fun findings(rule: Rule, target: LintTarget = ownTarget(rule)): List<Finding> =
        Linter.of(listOf(rule))
            .review(schema(schema), listOf(migration), Facts.of(Equivalence.asWritten(), target))
            .entries()
            .map { it.finding() }

    private fun ownTarget(rule: Rule) =
        if (dialect == null && version == null) target(rule)
        else LintTarget.offline(dialect ?: target(rule).dialect(), Optional.ofNullable(version))
}

private fun migration(
    operations: List<Operation>,
    options: MigrationOptions = MigrationOptions.STANDARD,
    downgrade: Migration.Downgrade = Migration.Derived(),
    unsafe: String? = null,
) =
    Migration(
        Revision.of("a"),
        options,
        operations.map { ScriptOperation(it, null, unsafe) },
        downgrade,
    )

private fun case(
    rule: String,
    title: String,
    vararg operations: Operation,
    schema: List<Operation> = BASE,
    options: MigrationOptions = MigrationOptions.STANDARD,
    downgrade: Migration.Downgrade = Migration.Derived(),
    dialect: String? = null,
    version: ServerVersion? = null,
    unsafe: String? = null,
) =
    Case(
        rule,
        schema,
        migration(operations.toList(), options, downgrade, unsafe),
        title,
        dialect,
        version,
    )

private fun sql(text: String) = ExecuteSql(text)

private fun update(values: Map<String, Any?>, where: String?) = update("users", values, where)

private val ID = PrimaryKey("pk", listOf("id"))
private val users =
    Table.of(
        name("users"),
        listOf(
            Column.of("id", int32),
            nullable("email", varchar(50)),
            nullable("note", ColumnType.DecimalType(10, 2)),
        ),
        ID,
    )
private val orders =
    Table.of(name("orders"), listOf(Column.of("id", int64), Column.of("user_id", int32)), ID)
private val BASE = listOf<Operation>(CreateTable(users, false), CreateTable(orders, false))
private val U: TableName = name("users")
private val O: TableName = name("orders")
private val key = ForeignKey.of("fk", listOf("user_id"), U, listOf("id"))
private val ALONE = MigrationOptions(false, Limits.NONE)
private val SOON = MigrationOptions(true, Limits(Duration.ofSeconds(5), null))

private fun alter(column: String, change: ColumnChange) = AlterColumn(U, column, change)

private fun column(column: Column) = AddColumn(U, column, null, false)

private fun expression(sql: String) = DefaultValue.Expression(sql)

/** A backfill of the users that an upgrade registers only. */
private fun grow(background: Boolean = true) =
    Backfill(
        "grow",
        U,
        listOf(),
        "note > 0",
        RowChange.SetColumns(mapOf("email" to "lower(note)")),
        Pace.DEFAULT.withPasses(2),
        null,
        background,
    )

private val found =
    listOf(
        case(
            "backfill-not-awaited",
            "a column that it reads",
            grow(),
            DropColumn(U, "note", false),
        ),
        case(
            "backfill-not-awaited",
            "by code",
            Backfill(
                "code",
                U,
                listOf(),
                null,
                RowChange.RunRows { _, _ -> 0 },
                Pace.DEFAULT,
                null,
                true,
            ),
            alter("email", ColumnChange.none().withNullable(false)),
        ),
        case("rename-column", "in SQL text", sql("ALTER TABLE users RENAME COLUMN email TO mail")),
        case(
            "rename-column",
            "together with another change",
            alter("email", ColumnChange.none().withNewName("mail")),
        ),
        case("rename-table", "in SQL text", sql("ALTER TABLE users RENAME TO members")),
        case(
            "drop-not-null",
            "in SQL text",
            sql("ALTER TABLE users ALTER COLUMN id DROP NOT NULL"),
        ),
        case(
            "drop-constraint",
            "in SQL text",
            sql("ALTER TABLE users DROP CONSTRAINT IF EXISTS pk"),
        ),
        case("constraint-on-existing", "a foreign key", CreateForeignKey(O, key)),
        case("drop-schema", "a database in SQL text", sql("DROP DATABASE shop")),
        case(
            "unbatched-dml",
            "rows of a query",
            sql("INSERT INTO users (id) SELECT id FROM orders"),
        ),
        case(
            "unbatched-dml",
            "a delete without a range",
            sql("DELETE FROM users WHERE email IS NULL"),
        ),
        case("unbatched-dml", "an operation", update(mapOf("email" to ""), null)),
        case("unbatched-dml", "some rows", update(mapOf("email" to ""), "email <> 'a' or id = 3")),
        case("unbatched-dml", "a query", update(mapOf("email" to ""), "id in (select 1)")),
        case("unbatched-dml", "rows that go", BulkDelete(U, "email is null")),
        case(
            "pg-ddl-plus-backfill",
            "an operation",
            column(nullable("x", int32)),
            update(mapOf("x" to 1), "id = 1"),
        ),
        case("opaque-sql", "two statements, said once", sql("DO $$ BEGIN END $$"), sql("CALL x()")),
        case(
            "create-table-force",
            "a table that is dropped before",
            sql("SELECT 1"),
            io.kmigrate.operation.DropTable(U, true),
            CreateTable(users, false),
        ),
        case("no-lock-timeout", "SQL text", sql("ALTER TABLE users ADD COLUMN x int")),
        case("no-lock-timeout", "on MySQL", column(nullable("x", int32)), dialect = "mysql"),
        case(
            "missing-fk-index",
            "in a new table",
            CreateTable(orders.withName(name("lines")).withForeignKeys(listOf(key)), false),
        ),
        case(
            "pg-index-not-concurrent",
            "SQL text",
            sql("create unique index on only public.users using btree (lower(email)) where id > 3"),
        ),
        case(
            "pg-index-not-concurrent",
            "a quoted name",
            sql("CREATE INDEX \"Ix\" ON \"users\" (\"email\")"),
        ),
        case(
            "pg-drop-index-not-concurrent",
            "SQL text that names no table",
            sql("DROP INDEX IF EXISTS ix_email"),
        ),
        case(
            "pg-unique-constraint",
            "SQL text",
            sql("ALTER TABLE users ADD CONSTRAINT u UNIQUE (email), ADD COLUMN x int"),
        ),
        case(
            "pg-unique-constraint",
            "a column that is unique",
            sql("ALTER TABLE users ADD COLUMN x int UNIQUE"),
        ),
        case("pg-add-primary-key", "SQL text", sql("ALTER TABLE orders ADD PRIMARY KEY (id)")),
        case(
            "pg-add-column-volatile-default",
            "a serial in SQL text",
            sql("ALTER TABLE users ADD COLUMN x bigserial"),
        ),
        case(
            "pg-add-column-volatile-default",
            "an identity",
            column(Column.of("x", int64).withIdentity(io.kmigrate.schema.Identity.standard())),
        ),
        case(
            "pg-add-column-volatile-default",
            "a default in SQL text",
            sql("ALTER TABLE users ADD COLUMN x uuid NOT NULL DEFAULT gen_random_uuid()"),
        ),
        case("pg-set-not-null", "SQL text", sql("ALTER TABLE users ALTER email SET NOT NULL")),
        case(
            "pg-set-not-null",
            "a check that is not valid",
            CreateCheckConstraint(U, CheckConstraint("c", "email IS NOT NULL", false)),
            alter("email", ColumnChange.none().withNullable(false)),
        ),
        case(
            "pg-add-fk-validating",
            "SQL text",
            sql(
                "ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE"
            ),
        ),
        case(
            "pg-add-fk-validating",
            "a column with a default",
            sql("ALTER TABLE orders ADD COLUMN x int DEFAULT 1 REFERENCES users (id)"),
        ),
        case("pg-add-check-validating", "SQL text", sql("ALTER TABLE users ADD CHECK (id > 0)")),
        case(
            "pg-validate-same-tx",
            "SQL text",
            sql(
                "ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users NOT VALID; ALTER TABLE orders VALIDATE CONSTRAINT fk"
            ),
        ),
        case(
            "pg-exclusion-constraint",
            "SQL text",
            sql("ALTER TABLE users ADD CONSTRAINT e EXCLUDE USING gist (id WITH =)"),
        ),
        case(
            "pg-alter-type-rewrite",
            "SQL text",
            sql("ALTER TABLE users ALTER COLUMN id SET DATA TYPE bigint USING id::bigint"),
        ),
        case(
            "pg-alter-type-rewrite",
            "a shorter text",
            alter("email", ColumnChange.none().withType(varchar(20))),
        ),
        case(
            "pg-stored-generated",
            "SQL text",
            sql("ALTER TABLE users ADD COLUMN x int GENERATED ALWAYS AS (id + 1) STORED"),
        ),
        case(
            "pg-serial-key",
            "a serial in SQL text",
            sql("CREATE TABLE x (id bigserial PRIMARY KEY)"),
        ),
        case(
            "pg-type-hygiene",
            "types in SQL text",
            sql("CREATE TABLE x (a char(3), b timestamp, c varchar(10), d text)"),
        ),
        case(
            "pg-many-exclusive-locks",
            "SQL text",
            sql("ALTER TABLE users DROP COLUMN email; ALTER TABLE orders DROP COLUMN user_id"),
        ),
        case(
            "pg-ddl-plus-backfill",
            "a delete",
            alter("email", ColumnChange.none().withDefault(expression("''"))),
            sql("DELETE FROM users WHERE id BETWEEN 1 AND 9"),
        ),
        case(
            "pg-enum-value-same-tx",
            "as a default",
            AddEnumValue(name("mood"), "happy", null, false, false),
            alter("email", ColumnChange.none().withDefault(DefaultValue.Literal("happy"))),
        ),
        case(
            "pg-enum-value-same-tx",
            "in a row that is changed",
            AddEnumValue(name("mood"), "happy", null, false, false),
            update(mapOf("email" to "happy"), "id = 1"),
        ),
        case(
            "pg-enum-value-same-tx",
            "in a condition",
            AddEnumValue(name("mood"), "happy", null, false, false),
            BulkDelete(U, "email = 'happy' and id = 1"),
        ),
        case(
            "pg-partition",
            "attached",
            sql("ALTER TABLE users ATTACH PARTITION u1 FOR VALUES FROM (1) TO (2)"),
        ),
        case("pg-reindex-not-concurrent", "an index", sql("REINDEX INDEX ix_email")),
        case("pg-rewrite-maintenance", "clustered", sql("CLUSTER users USING ix_email")),
        case("pg-rewrite-maintenance", "all tables", sql("VACUUM (FULL, ANALYZE)")),
        case("pg-rewrite-maintenance", "without a log", sql("ALTER TABLE users SET UNLOGGED")),
        case(
            "my-algorithm-copy",
            "SQL text",
            sql("ALTER TABLE users MODIFY COLUMN id bigint NOT NULL"),
        ),
        case(
            "my-algorithm-copy",
            "other letters",
            sql("ALTER TABLE users CONVERT TO CHARACTER SET utf8mb4"),
        ),
        case(
            "my-algorithm-copy",
            "on MariaDB",
            alter("id", ColumnChange.none().withType(int64)),
            dialect = "mariadb",
        ),
        case("my-algorithm-copy", "a primary key that goes", DropConstraint(U, "pk", false)),
        case(
            "my-instant-limits",
            "a column is added",
            column(nullable("x", int32)),
            version = ServerVersion(5, 7, 40),
        ),
        case(
            "my-instant-limits",
            "on MariaDB",
            sql("ALTER TABLE users DROP COLUMN email"),
            dialect = "mariadb",
            version = ServerVersion(10, 3, 39),
        ),
        case(
            "my-add-fk",
            "SQL text",
            sql("ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users (id)"),
        ),
        case(
            "my-auto-increment-add",
            "SQL text",
            sql("ALTER TABLE users ADD x bigint AUTO_INCREMENT"),
        ),
        case("my-fulltext-spatial", "SQL text", sql("CREATE FULLTEXT INDEX ix ON users (email)")),
        case(
            "my-fulltext-spatial",
            "by ALTER TABLE",
            sql("ALTER TABLE users ADD FULLTEXT INDEX ix (email)"),
        ),
        case(
            "my-inline-references",
            "a column that is added",
            sql("ALTER TABLE orders ADD COLUMN x int REFERENCES users (id)"),
            version = ServerVersion(8, 4, 0),
        ),
        case("ms-untrusted-constraint", "an operation", CreateForeignKey(O, key.withValid(false))),
        case("ms-index-offline", "SQL text", sql("CREATE NONCLUSTERED INDEX ix ON users (email)")),
        case(
            "or-constraint-validate",
            "an index",
            CreateIndex(U, Index.of("ix", "email"), false, false),
        ),
    )

private val passed =
    listOf(
        case(
            "backfill-not-awaited",
            "behind a gate",
            grow(),
            RequireBackfill("grow"),
            alter("email", ColumnChange.none().withNullable(false)),
        ),
        case(
            "backfill-not-awaited",
            "a column that it does not need",
            grow(),
            DropColumn(U, "id", false),
        ),
        case(
            "backfill-not-awaited",
            "one that the upgrade itself runs",
            grow(background = false),
            DropColumn(U, "note", false),
        ),
        case(
            "backfill-gate-same-upgrade",
            "one that the upgrade itself runs",
            grow(background = false),
            RequireBackfill("grow"),
        ),
        case("backfill-gate-same-upgrade", "of an earlier upgrade", RequireBackfill("grow")),
        case(
            "backfill-passes-no-index",
            "an index on a column of its condition",
            CreateIndex(U, Index.of("ix_note", "note"), false, false),
            grow(),
        ),
        case(
            "backfill-passes-no-index",
            "one pass",
            grow().withPace(Pace.DEFAULT),
        ),
        case(
            "rename-column",
            "a new table",
            CreateTable(users.withName(name("n")), false),
            io.kmigrate.operation.RenameColumn(name("n"), "email", "mail"),
        ),
        case(
            "rename-table",
            "a view takes its place",
            RenameTable(U, "members"),
            CreateView(View(U, "SELECT * FROM members", false), false),
        ),
        case(
            "rename-enum-value",
            "a new value",
            AddEnumValue(name("mood"), "x", null, false, false),
        ),
        case(
            "drop-not-null",
            "a column that was nullable",
            alter("email", ColumnChange.none().withNullable(true)),
        ),
        case(
            "drop-constraint",
            "another takes its place",
            DropConstraint(U, "c", false),
            CreateCheckConstraint(U, CheckConstraint("d", "id > 0", false)),
        ),
        case(
            "constraint-on-existing",
            "rows are checked later",
            CreateForeignKey(O, key.withValid(false)),
        ),
        case(
            "constraint-on-existing",
            "SQL text says so, too",
            sql("ALTER TABLE users ADD CONSTRAINT c CHECK (id > 0) NOT VALID"),
        ),
        case("drop-schema", "a view", sql("DROP VIEW v")),
        case("truncate", "a new table", sql("CREATE TABLE n (id int)"), sql("TRUNCATE n")),
        case(
            "unbatched-dml",
            "a range of keys",
            sql("UPDATE users SET email = '' WHERE id BETWEEN 1 AND 1000"),
        ),
        case("unbatched-dml", "a key", update(mapOf("email" to ""), "\"id\" in (1, 2)")),
        case("unbatched-dml", "one row", BulkDelete(U, "email = 'a' and id = 7")),
        case("unbatched-dml", "a range of an operation", BulkDelete(U, "id < 100")),
        case("unbatched-dml", "rows that the text holds", sql("INSERT INTO users (id) VALUES (1)")),
        case(
            "opaque-sql",
            "what is harmless",
            sql(
                "SELECT 1; COMMENT ON TABLE users IS 'x'; GRANT SELECT ON users TO reader; CREATE EXTENSION x; SET work_mem = '1GB'"
            ),
        ),
        case(
            "irreversible",
            "a downgrade is there",
            sql("UPDATE users SET email = ''"),
            downgrade = Migration.Written(listOf()),
        ),
        case(
            "irreversible",
            "it says so",
            sql("UPDATE users SET email = ''"),
            downgrade = Migration.Irreversible("why"),
        ),
        case("irreversible", "an inverse", CreateIndex(U, Index.of("ix", "email"), false, false)),
        case("create-table-force", "a plain table", CreateTable(users.withName(name("n")), false)),
        case(
            "no-lock-timeout",
            "a limit of the script",
            column(nullable("x", int32)),
            options = SOON,
        ),
        case(
            "no-lock-timeout",
            "a limit in SQL text",
            sql("SET lock_timeout = '5s'"),
            column(nullable("x", int32)),
        ),
        case("no-lock-timeout", "rows alone", sql("DELETE FROM users")),
        case(
            "missing-fk-index",
            "an index that comes later",
            CreateForeignKey(O, key),
            CreateIndex(O, Index.of("ix", "user_id"), false, false),
        ),
        case(
            "wide-index",
            "a unique one",
            CreateIndex(U, Index.of("ix", "a", "b", "c", "d").withUnique(true), false, true),
        ),
        case(
            "unnamed-constraint",
            "a name",
            CreateUniqueConstraint(U, UniqueConstraint("u", listOf("email"))),
        ),
        case(
            "pg-index-not-concurrent",
            "concurrently",
            CreateIndex(U, Index.of("ix", "email"), false, true),
        ),
        case(
            "pg-index-not-concurrent",
            "concurrently in SQL text",
            sql("CREATE INDEX CONCURRENTLY IF NOT EXISTS ix ON users (email)"),
        ),
        case(
            "pg-unique-constraint",
            "an index that is there",
            sql("ALTER TABLE users ADD CONSTRAINT u UNIQUE USING INDEX ix"),
        ),
        case(
            "pg-add-primary-key",
            "an index that is there",
            sql("ALTER TABLE users ADD CONSTRAINT p PRIMARY KEY USING INDEX ix"),
        ),
        case(
            "pg-add-column-volatile-default",
            "a constant and the moment",
            column(Column.of("x", int32).withDefault(DefaultValue.Literal(1))),
            column(nullable("y", int32).withDefault(expression("now()"))),
            sql("ALTER TABLE users ADD COLUMN z int DEFAULT 3 NOT NULL"),
        ),
        case(
            "pg-set-not-null",
            "a valid check proves it",
            sql(
                "ALTER TABLE users ADD CONSTRAINT c CHECK (email IS NOT NULL) NOT VALID; ALTER TABLE users VALIDATE CONSTRAINT c; ALTER TABLE users ALTER COLUMN email SET NOT NULL"
            ),
        ),
        case(
            "pg-add-fk-validating",
            "checked later",
            sql(
                "ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID"
            ),
        ),
        case(
            "pg-add-fk-validating",
            "a new column that is null",
            sql("ALTER TABLE orders ADD COLUMN x int REFERENCES users (id)"),
        ),
        case(
            "pg-validate-same-tx",
            "its own transaction",
            CreateCheckConstraint(U, CheckConstraint("c", "id > 0", false)),
            ValidateConstraint(U, "c"),
            options = ALONE,
        ),
        case(
            "pg-alter-type-rewrite",
            "longer text and more digits",
            alter("email", ColumnChange.none().withType(varchar(100))),
            alter("note", ColumnChange.none().withType(ColumnType.DecimalType(12, 2))),
            sql("ALTER TABLE users ALTER COLUMN email TYPE text"),
        ),
        case(
            "pg-stored-generated",
            "a virtual one",
            column(nullable("x", int32).withGenerated(Generated("id + 1", false))),
        ),
        case("pg-json-column", "jsonb", column(nullable("x", ColumnType.JsonType(true)))),
        case(
            "pg-serial-key",
            "an identity of 64 bits",
            sql("CREATE TABLE x (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n int)"),
        ),
        case(
            "pg-type-hygiene",
            "other types",
            sql("CREATE TABLE x (a text, b timestamptz, c int)"),
        ),
        case(
            "pg-many-exclusive-locks",
            "each in its own transaction",
            sql("ALTER TABLE users DROP COLUMN email"),
            sql("ALTER TABLE orders DROP COLUMN user_id"),
            options = ALONE,
        ),
        case(
            "pg-ddl-plus-backfill",
            "another table",
            sql("ALTER TABLE users DROP COLUMN email; DELETE FROM orders WHERE id < 9"),
        ),
        case(
            "pg-enum-value-same-tx",
            "another value",
            AddEnumValue(name("mood"), "happy", null, false, false),
            sql("UPDATE people SET mood = 'ok'"),
        ),
        case("pg-enum-value-order", "a place", AddEnumValue(name("mood"), "x", "ok", true, false)),
        case(
            "pg-enum-value-order",
            "a place in SQL text",
            sql("ALTER TYPE mood ADD VALUE 'x' BEFORE 'ok'"),
        ),
        case(
            "pg-partition",
            "detached concurrently",
            sql("ALTER TABLE users DETACH PARTITION u1 CONCURRENTLY"),
        ),
        case(
            "pg-reindex-not-concurrent",
            "concurrently",
            sql("REINDEX TABLE CONCURRENTLY users; REINDEX (CONCURRENTLY) INDEX ix"),
        ),
        case("pg-rewrite-maintenance", "a plain vacuum", sql("VACUUM ANALYZE users")),
        case(
            "pg-refresh-not-concurrent",
            "concurrently",
            sql("REFRESH MATERIALIZED VIEW CONCURRENTLY totals"),
        ),
        case(
            "pg-domain-constraint",
            "none",
            sql("CREATE DOMAIN d AS text; ALTER DOMAIN d DROP CONSTRAINT c"),
        ),
        case(
            "my-algorithm-copy",
            "a longer text",
            alter("email", ColumnChange.none().withType(varchar(60))),
        ),
        case(
            "my-instant-limits",
            "a new server",
            column(nullable("x", int32)),
            version = ServerVersion(8, 0, 31),
        ),
        case(
            "my-expression-default",
            "the moment",
            column(nullable("x", int32).withDefault(expression("CURRENT_TIMESTAMP(6)"))),
        ),
        case(
            "my-varchar-growth",
            "both sides below",
            alter("email", ColumnChange.none().withType(varchar(63))),
        ),
        case(
            "my-inline-references",
            "a server that heeds them",
            sql("CREATE TABLE x (a int REFERENCES users (id))"),
            version = ServerVersion.of(9),
        ),
        case(
            "my-index-length",
            "a short text",
            CreateIndex(U, Index.of("ix", "email"), false, false),
        ),
        case("ms-untrusted-constraint", "checked", CreateForeignKey(O, key)),
        case(
            "ms-index-offline",
            "online",
            sql("CREATE INDEX ix ON users (email) WITH (ONLINE = ON)"),
        ),
        case(
            "h2-not-production",
            "another database",
            CreateTable(users.withName(name("n")), false),
            dialect = "postgresql",
        ),
        case(
            "pg-many-exclusive-locks",
            "one table",
            sql("ALTER TABLE users DROP COLUMN email; ALTER TABLE users DROP COLUMN note"),
        ),
    )
