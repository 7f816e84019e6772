package io.kmigrate.diff

import io.kmigrate.dialect.column
import io.kmigrate.dialect.expression
import io.kmigrate.dialect.int32
import io.kmigrate.dialect.int64
import io.kmigrate.dialect.literal
import io.kmigrate.dialect.name
import io.kmigrate.dialect.nullable
import io.kmigrate.dialect.text
import io.kmigrate.dialect.varchar
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.Column
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.ColumnType.BooleanType
import io.kmigrate.schema.ColumnType.CustomType
import io.kmigrate.schema.ColumnType.DateType
import io.kmigrate.schema.ColumnType.DecimalType
import io.kmigrate.schema.ColumnType.FloatType
import io.kmigrate.schema.ColumnType.TimestampType
import io.kmigrate.schema.Deferral
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Generated
import io.kmigrate.schema.Index
import io.kmigrate.schema.IndexColumn
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.ReferenceAction
import io.kmigrate.schema.Table
import io.kmigrate.schema.UniqueConstraint
import io.kmigrate.testing.TestDatabase.H2
import io.kmigrate.testing.TestDatabase.MYSQL
import io.kmigrate.testing.TestDatabase.POSTGRESQL
import io.kmigrate.testing.TestDatabase.SQLITE

private fun a(type: ColumnType) = t(nullable("a", type))

private fun a(type: ColumnType, sql: String) = t(nullable("a", type).withDefault(expression(sql)))

private fun default(type: ColumnType, value: Any) =
    t(nullable("a", type).withDefault(literal(value)))

private fun ab(vararg more: Column) = t(nullable("a", int32), nullable("b", int32), *more)

private fun Table.index(index: Index) = withIndexes(listOf(index))

private fun Table.unique(name: String?, vararg columns: String) =
    withUniqueConstraints(listOf(UniqueConstraint(name, columns.toList())))

private fun Table.check(name: String?, condition: String) =
    withCheckConstraints(listOf(CheckConstraint(name, condition)))

private fun Table.unenforced(name: String, condition: String) =
    withCheckConstraints(listOf(CheckConstraint(name, condition).withEnforced(false)))

private fun Table.references(name: String?, change: (ForeignKey) -> ForeignKey = { it }) =
    withForeignKeys(listOf(change(ForeignKey.of(name, listOf("a"), name("p"), listOf("id")))))

private val parent = table("p")

private fun foreign(change: (ForeignKey) -> ForeignKey = { it }) =
    t(nullable("a", int32)).references("fk_a", change)

/** A key that a foreign key leans on, or one beside it. */
private fun keyed(key: String) =
    t(column("a", int32))
        .withPrimaryKey(PrimaryKey(null, listOf(key)))
        .withForeignKeys(listOf(ForeignKey.of("fk_id", listOf("id"), name("p"), listOf("id"))))

private val rich =
    ab(
            nullable("name", varchar(30)).withDefault(literal("it's")),
            nullable("flag", BooleanType()).withDefault(literal(true)),
            nullable("amount", DecimalType(10, 2)),
        )
        .unique("uq_t_name", "name")
        .check("ck_t_a", "a > 5")
        .index(Index.of("ix_t_b", "b"))

private val computed = { sql: String ->
    t(nullable("a", int32), nullable("c", int32).withGenerated(Generated(sql, true)))
}

private fun called(sql: String) =
    t(
        nullable("a", varchar(9)),
        nullable("c", varchar(10)).withGenerated(Generated(sql, true)),
    )

private val index = Index.of("ix", "a")

/** Rows 1 to 65 of part 1: what every database knows. */
val commonScenarios: List<DiffScenario> =
    listOf(
        scenario(1, "no change", rich, rich),
        scenario(2, "table added", made(t()), model(t(), table("u")), "createTable u"),
        scenario(3, "table removed", made(t(), table("u")), model(t()), "dropTable u"),
        scenario(
            4,
            "table renamed, not decided",
            made(t(), table("customer", nullable("a", text))),
            model(t(), table("customers", nullable("a", text))),
            "createTable customers",
            "dropTable customer",
        ),
        scenario(
            4,
            "table renamed, decided",
            made(table("customer", nullable("a", text))),
            model(table("customers", nullable("a", text))),
            "renameTable customer customers",
            renames = listOf(Rename(name("customer"), null, "customers")),
        ),
        scenario(5, "column added", t(), a(int32), "addColumn t.a"),
        scenario(6, "column removed", a(int32), t(), "dropColumn t.a"),
        scenario(
            7,
            "column renamed, not decided",
            t(nullable("mail", text)),
            t(nullable("email", text)),
            "addColumn t.email",
            "dropColumn t.mail",
        ),
        scenario(
            7,
            "column renamed, decided",
            made(t(nullable("mail", int32)).check("ck", "mail > 5").index(Index.of("ix", "mail"))),
            model(
                t(nullable("email", int32)).check("ck", "email > 5").index(Index.of("ix", "email"))
            ),
            "renameColumn t.mail email",
            renames = listOf(Rename(name("t"), "mail", "email")),
        ),
        scenario(
            4,
            "table renamed, decided, and changed",
            made(table("customer", nullable("a", varchar(9)))),
            model(table("customers", nullable("a", varchar(19)), nullable("b", int32))),
            "renameTable customer customers",
            "addColumn customers.b",
            "alterColumn customers.a type",
            renames = listOf(Rename(name("customer"), null, "customers")),
        ),
        scenario(
            7,
            "column renamed, decided, with another type, nullability and default",
            made(t(nullable("mail", varchar(9))).index(Index.of("ix", "mail"))),
            model(
                t(column("email", varchar(19)).withDefault(literal("x")))
                    .index(Index.of("ix", "email"))
            ),
            "renameColumn t.mail email",
            "alterColumn t.email type nullable default",
            renames = listOf(Rename(name("t"), "mail", "email")),
        ),
        scenario(
            8,
            "column order changed only",
            ab(),
            t(nullable("b", int32), nullable("a", int32)),
        ),
        scenario(
            9,
            "nullable to not null",
            a(int32),
            t(column("a", int32)),
            "alterColumn t.a nullable",
        ),
        scenario(
            10,
            "varchar(50) to varchar(80)",
            a(varchar(50)),
            a(varchar(80)),
            "alterColumn t.a type",
        ),
        scenario(
            11,
            "varchar(50) to varchar without length",
            a(varchar(50)),
            a(CustomType("varchar")),
            "alterColumn t.a type",
            on = setOf(POSTGRESQL, H2, SQLITE),
        ),
        scenario(12, "varchar(50) to text", a(varchar(50)), a(text), "alterColumn t.a type"),
        scenario(13, "integer to bigint", a(int32), a(int64), "alterColumn t.a type"),
        scenario(
            14,
            "integer to numeric(10,2)",
            a(int32),
            a(DecimalType(10, 2)),
            "alterColumn t.a type",
        ),
        scenario(
            15,
            "numeric(10,2) to numeric(12,2)",
            a(DecimalType(10, 2)),
            a(DecimalType(12, 2)),
            "alterColumn t.a type",
        ),
        scenario(
            16,
            "numeric(10,2) to numeric(10)",
            a(DecimalType(10, 2)),
            a(DecimalType(10, 0)),
            "alterColumn t.a type",
        ),
        scenario(
            17,
            "float and double precision are one",
            sql("create table t (id integer not null primary key, a float)"),
            model(a(FloatType(64))),
            on = setOf(POSTGRESQL, H2, SQLITE),
        ),
        scenario(18, "boolean and boolean", a(BooleanType()), a(BooleanType())),
        scenario(
            19,
            "timestamp to timestamp with time zone",
            a(TimestampType(false)),
            a(TimestampType(true)),
            "alterColumn t.a type",
            on = SERVERS,
        ),
        scenario(20, "default added", a(int32), default(int32, 5), "alterColumn t.a default"),
        scenario(
            21,
            "default added to a text",
            a(varchar(9)),
            default(varchar(9), "x"),
            "alterColumn t.a default",
        ),
        scenario(22, "default removed", default(int32, 5), a(int32), "alterColumn t.a default"),
        scenario(
            22,
            "default of the moment removed",
            t(column("a", TimestampType(false)).withDefault(expression("CURRENT_TIMESTAMP"))),
            t(column("a", TimestampType(false))),
            "alterColumn t.a default",
        ),
        scenario(
            23,
            "default 5 to 6",
            default(int32, 5),
            default(int32, 6),
            "alterColumn t.a default",
        ),
        scenario(
            24,
            "the same default as a value and as an expression",
            default(int32, 5),
            a(int32, "5"),
        ),
        scenario(
            25,
            "default now() and CURRENT_TIMESTAMP",
            a(TimestampType(false), "now()"),
            a(TimestampType(false), "CURRENT_TIMESTAMP"),
            on = SERVERS,
        ),
        scenario(
            25,
            "default now() and CURRENT_TIMESTAMP with time zone",
            a(TimestampType(true), "now()"),
            a(TimestampType(true), "CURRENT_TIMESTAMP"),
            on = setOf(POSTGRESQL, H2),
        ),
        scenario(
            25,
            "default CURRENT_TIMESTAMP becomes CURRENT_DATE",
            a(DateType(), "CURRENT_TIMESTAMP"),
            a(DateType(), "CURRENT_DATE"),
            "alterColumn t.a default",
            on = setOf(POSTGRESQL, H2, SQLITE),
        ),
        scenario(
            26,
            "default false and 'f'",
            default(BooleanType(), false),
            a(BooleanType(), "'f'"),
            on = POSTGRES,
        ),
        scenario(27, "default of the empty text", default(varchar(9), ""), default(varchar(9), "")),
        scenario(
            27,
            "default of a text with a backslash",
            default(text, "a\\b"),
            default(text, "a\\c"),
            "alterColumn t.a default",
        ),
        scenario(
            27,
            "text with a backslash as default, in a longer type",
            default(varchar(9), "a\\b"),
            default(text, "a\\b"),
            "alterColumn t.a type",
        ),
        scenario(
            28,
            "computed expression changed",
            computed("a * 2"),
            computed("a * 3"),
            "alterColumn t.c generated",
        ),
        scenario(
            28,
            "computed column dropped, and the type changed of what it was computed from",
            computed("a * 2"),
            a(int64),
            "dropColumn t.c",
            "alterColumn t.a type",
        ),
        scenario(
            29,
            "primary key changed to two columns",
            t(column("a", int32)),
            t(column("a", int32)).withPrimaryKey(PrimaryKey(null, listOf("id", "a"))),
            "dropConstraint",
            "createPrimaryKey t [id, a]",
        ),
        scenario(
            29,
            "primary key and unique constraint leave a column that is a foreign key",
            made(parent, keyed("id").unique("uq", "id", "a")),
            model(parent, keyed("a").unique("uq", "a", "id")),
            "dropConstraint uq",
            "dropConstraint",
            "createPrimaryKey t [a]",
            "createUniqueConstraint uq",
        ),
        scenario(
            29,
            "primary key that a foreign key points at becomes a unique constraint",
            made(table("p", column("a", int32)), foreign()),
            model(
                table("p", column("a", int32))
                    .withPrimaryKey(PrimaryKey(null, listOf("a")))
                    .unique("uq", "id"),
                foreign(),
            ),
            "dropConstraint fk_a",
            "dropConstraint",
            "createPrimaryKey p [a]",
            "createUniqueConstraint uq",
            "createForeignKey fk_a",
        ),
        scenario(
            30,
            "primary key's name changed",
            t().withPrimaryKey(PrimaryKey("pk_one", listOf("id"))),
            t().withPrimaryKey(PrimaryKey("pk_two", listOf("id"))),
            "renameConstraint pk_one pk_two",
        ),
        scenario(31, "index added", ab(), ab().index(index), "createIndex ix"),
        scenario(32, "index removed", ab().index(index), ab(), "dropIndex ix"),
        scenario(
            33,
            "index columns changed",
            ab().index(index),
            ab().index(Index.of("ix", "a", "b")),
            "dropIndex ix",
            "createIndex ix",
        ),
        scenario(
            34,
            "index becomes unique",
            ab().index(index),
            ab().index(index.withUnique(true)),
            "dropIndex ix",
            "createIndex ix",
            otherwise =
                FAMILY.associateWith { listOf("dropIndex ix", "createUniqueConstraint ix") },
        ),
        scenario(
            35,
            "index renamed",
            ab().index(index),
            ab().index(Index.of("iy", "a")),
            "renameIndex ix iy",
        ),
        scenario(
            36,
            "index order changed",
            ab().index(index),
            ab().index(Index.of("ix", listOf(IndexColumn.column("a").descendingOrder()))),
            "dropIndex ix",
            "createIndex ix",
        ),
        scenario(
            37,
            "partial index's predicate changed",
            ab().index(index.withWhere("b > 1")),
            ab().index(index.withWhere("b > 2")),
            "dropIndex ix",
            "createIndex ix",
            on = setOf(POSTGRESQL, SQLITE),
        ),
        scenario(
            38,
            "expression index unchanged",
            ab().index(Index.of("ix", listOf(IndexColumn.expression("a + b")))),
            ab().index(Index.of("ix", listOf(IndexColumn.expression("a + b")))),
            on = setOf(POSTGRESQL, SQLITE),
        ),
        scenario(
            39,
            "expression index changed",
            ab().index(Index.of("ix", listOf(IndexColumn.expression("a + b")))),
            ab().index(Index.of("ix", listOf(IndexColumn.expression("a - b")))),
            "dropIndex ix",
            "createIndex ix",
            on = setOf(POSTGRESQL, SQLITE),
        ),
        scenario(
            40,
            "named unique added",
            ab(),
            ab().unique("uq", "a"),
            "createUniqueConstraint uq",
        ),
        scenario(
            41,
            "unnamed unique added",
            ab(),
            ab().unique(null, "a"),
            "createUniqueConstraint t_a_key",
        ),
        scenario(42, "unnamed unique removed", ab().unique(null, "a"), ab(), "dropConstraint"),
        scenario(
            43,
            "unique columns changed under one name",
            ab().unique("uq", "a"),
            ab().unique("uq", "a", "b"),
            "dropConstraint uq",
            "createUniqueConstraint uq",
        ),
        scenario(
            44,
            "unique constraint to unique index",
            ab().unique("uq", "a"),
            ab().index(Index.of("uq", "a").withUnique(true)),
            "dropConstraint uq",
            "createIndex uq",
            otherwise = FAMILY.associateWith { listOf() },
        ),
        scenario(
            45,
            "foreign key added",
            made(parent, a(int32)),
            model(parent, foreign()),
            "createForeignKey fk_a",
        ),
        scenario(
            46,
            "unnamed foreign key removed",
            made(parent, a(int32).references(null)),
            model(parent, a(int32)),
            "dropConstraint",
        ),
        scenario(47, "foreign key unchanged", made(parent, foreign()), model(parent, foreign())),
        scenario(
            48,
            "foreign key ON DELETE added",
            made(parent, foreign()),
            model(parent, foreign { it.onDelete(ReferenceAction.CASCADE) }),
            "dropConstraint fk_a",
            "createForeignKey fk_a",
        ),
        scenario(
            49,
            "foreign key NO ACTION and none",
            made(parent, foreign()),
            model(parent, foreign { it.onDelete(ReferenceAction.NO_ACTION) }),
        ),
        scenario(
            50,
            "foreign key RESTRICT and none",
            made(parent, foreign()),
            model(parent, foreign { it.onDelete(ReferenceAction.RESTRICT) }),
            "dropConstraint fk_a",
            "createForeignKey fk_a",
            otherwise = FAMILY.associateWith { listOf() },
        ),
        scenario(
            51,
            "foreign key made deferrable",
            made(parent, foreign()),
            model(parent, foreign { it.withDeferral(Deferral.INITIALLY_DEFERRED) }),
            "dropConstraint fk_a",
            "createForeignKey fk_a",
            on = setOf(SQLITE, POSTGRESQL),
        ),
        scenario(
            51,
            "foreign key no longer enforced",
            made(parent, foreign()),
            model(parent, foreign { it.withEnforced(false) }),
            "dropConstraint fk_a",
            "createForeignKey fk_a",
            on = setOf(POSTGRESQL),
        ),
        scenario(
            52,
            "foreign key renamed only",
            made(parent, foreign()),
            model(parent, a(int32).references("fk_b")),
            "renameConstraint fk_a fk_b",
        ),
        scenario(
            53,
            "two new tables that refer to each other",
            made(t()),
            model(
                t(),
                table("x", nullable("a", int32)).circle("fk_x", "y"),
                table("y", nullable("a", int32)).circle("fk_y", "x"),
            ),
            "createTable y",
            "createTable x -> y",
            "createForeignKey fk_y",
        ),
        scenario(
            54,
            "the same without names",
            made(t()),
            model(
                t(),
                table("x", nullable("a", int32)).circle(null, "y"),
                table("y", nullable("a", int32)).circle(null, "x"),
            ),
            "createTable y",
            "createTable x -> y",
            "createForeignKey y_a_fkey",
        ),
        scenario(
            55,
            "parent and child dropped",
            made(table("z"), parent, foreign()),
            model(table("z")),
            "dropTable t",
            "dropTable p",
        ),
        scenario(
            56,
            "named check added",
            ab(),
            ab().check("ck", "a > 5"),
            "createCheckConstraint ck",
        ),
        scenario(57, "named check removed", ab().check("ck", "a > 5"), ab(), "dropConstraint ck"),
        scenario(
            58,
            "check changed under one name",
            ab().check("ck", "a > 5"),
            ab().check("ck", "a > 6"),
            "dropConstraint ck",
            "createCheckConstraint ck",
        ),
        scenario(
            58,
            "check no longer enforced",
            ab().check("ck", "a > 5"),
            ab().unenforced("ck", "a > 5"),
            "dropConstraint ck",
            "createCheckConstraint ck",
            on = setOf(POSTGRESQL, MYSQL),
        ),
        scenario(
            58,
            "check enforced from now on",
            ab().unenforced("ck", "a > 5"),
            ab().check("ck", "a > 5"),
            "dropConstraint ck",
            "createCheckConstraint ck",
            on = setOf(POSTGRESQL, MYSQL),
        ),
        scenario(
            58,
            "check made from what the database shows of it",
            made(
                t(nullable("a", varchar(9)))
                    .check("ck", "a = ANY (ARRAY['x'::varchar, 'y'::varchar]::text[])")
            ),
            model(t(nullable("a", varchar(9))).check("ck", "a in ('x', 'y')")),
            on = setOf(POSTGRESQL),
        ),
        scenario(
            58,
            "check on a list, changed",
            made(
                t(nullable("a", varchar(9)))
                    .check("ck", "a = ANY (ARRAY['x'::varchar, 'y'::varchar]::text[])")
            ),
            model(t(nullable("a", varchar(9))).check("ck", "a in ('x', 'z')")),
            "dropConstraint ck",
            "createCheckConstraint ck",
            on = setOf(POSTGRESQL),
        ),
        scenario(
            37,
            "predicate made from what the database shows of it",
            made(
                t(nullable("a", varchar(9)))
                    .index(
                        index.withWhere(
                            "(a)::text = ANY ((ARRAY['x'::varchar, 'y'::varchar])::text[])"
                        )
                    )
            ),
            model(t(nullable("a", varchar(9))).index(index.withWhere("a in ('x', 'y')"))),
            on = setOf(POSTGRESQL),
        ),
        scenario(
            28,
            "computed text made from what the database shows of it",
            made(
                t(
                    nullable("a", varchar(9)),
                    nullable("c", BooleanType())
                        .withGenerated(
                            Generated(
                                "(a)::text = ANY ((ARRAY['x'::varchar, 'y'::varchar])::text[])",
                                true,
                            )
                        ),
                )
            ),
            model(
                t(
                    nullable("a", varchar(9)),
                    nullable("c", BooleanType()).withGenerated(Generated("a in ('x', 'y')", true)),
                )
            ),
            on = setOf(POSTGRESQL),
        ),
        scenario(
            58,
            "check with other spaces and parentheses",
            ab().check("ck", "a > 5 and b <> 3"),
            ab().check("ck", "(a>5)  AND (b<>3)"),
            on = SERVERS,
        ),
        scenario(
            58,
            "check made from what the database shows of it",
            made(t(nullable("a", varchar(9))).check("ck", "`a` in ('x','y')")),
            model(t(nullable("a", varchar(9))).check("ck", "a in ('x', 'y')")),
            on = FAMILY,
        ),
        scenario(
            58,
            "check made from what the database shows of it",
            made(t(nullable("a", varchar(9))).check("ck", "\"a\" IN('x', 'y')")),
            model(t(nullable("a", varchar(9))).check("ck", "a in ('x', 'y')")),
            on = setOf(H2),
        ),
        scenario(
            58,
            "check on a list, changed",
            t(nullable("a", varchar(9))).check("ck", "a in ('x', 'y')"),
            t(nullable("a", varchar(9))).check("ck", "a in ('x', 'z')"),
            "dropConstraint ck",
            "createCheckConstraint ck",
            on = FAMILY + SQLITE + H2,
        ),
        scenario(
            28,
            "computed text made from what the database shows of it",
            made(called("concat(`a`,'x')")),
            model(called("concat(a, 'x')")),
            on = FAMILY,
        ),
        scenario(
            28,
            "computed text made from what the database shows of it",
            made(called("CONCAT(\"a\", 'x')")),
            model(called("concat(a, 'x')")),
            on = setOf(H2),
        ),
        scenario(
            59,
            "unnamed check added",
            ab(),
            ab().check(null, "a > 5"),
            "createCheckConstraint t_a_check",
        ),
        scenario(
            60,
            "view in the database",
            made(ab()) + sql("create view v as select id from t"),
            model(ab()),
        ),
        scenario(
            61,
            "trigger in the database",
            made(ab()) +
                sql("create trigger g after insert on t begin delete from t where id < 0; end"),
            model(ab()),
            on = setOf(SQLITE),
        ),
        scenario(
            61,
            "trigger in the database",
            made(ab()) + sql("create trigger g after insert on t for each row set @last = new.id"),
            model(ab()),
            on = FAMILY,
        ),
        scenario(
            61,
            "trigger in the database",
            made(ab()) +
                sql(
                    "create function f() returns trigger language plpgsql as 'begin return new; end'",
                    "create trigger g before insert on t for each row execute function f()",
                ),
            model(ab()),
            on = POSTGRES,
        ),
        scenario(
            61,
            "trigger in the database",
            made(ab()) +
                sql(
                    "create trigger g before insert on \"t\" for each row as" +
                        " 'org.h2.api.Trigger create() { return (c, before, after) -> {}; }'"
                ),
            model(ab()),
            on = setOf(H2),
        ),
        scenario(
            62,
            "autoincrement added",
            t(),
            t().withColumn("id", column("id", int32).withAutoIncrement(true)),
            "alterColumn t.id identity",
            otherwise = mapOf(SQLITE to listOf("alterColumn t.id type identity")),
        ),
        scenario(
            62,
            "rows numbered without AUTOINCREMENT",
            sql("create table t (id integer primary key, a int)"),
            model(
                t(nullable("a", int32))
                    .withColumn("id", column("id", int32).withAutoIncrement(true))
            ),
            on = setOf(SQLITE),
        ),
        scenario(
            63,
            "NOT NULL column without default added",
            t(),
            t(column("a", int32)),
            "addColumn t.a",
        ),
        scenario(
            64,
            "mixed-case names",
            table("MixedCase", nullable("ColumnA", int32)).index(Index.of("IX_Mixed", "ColumnA")),
            table("MixedCase", nullable("ColumnA", int32)).index(Index.of("IX_Mixed", "ColumnA")),
        ),
        scenario(
            65,
            "reserved words",
            table("order", nullable("select", int32)).index(Index.of("group", "select")),
            table("order", nullable("select", int32)).index(Index.of("group", "select")),
        ),
    )

private fun Table.circle(key: String?, other: String) =
    withForeignKeys(listOf(ForeignKey.of(key, listOf("a"), name(other), listOf("id"))))
