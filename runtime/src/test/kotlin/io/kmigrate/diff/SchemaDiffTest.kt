package io.kmigrate.diff

import io.kmigrate.dialect.column
import io.kmigrate.dialect.int32
import io.kmigrate.dialect.int64
import io.kmigrate.dialect.name
import io.kmigrate.dialect.nullable
import io.kmigrate.dialect.text
import io.kmigrate.dialect.varchar
import io.kmigrate.failure.ErrorCode
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.ColumnType
import io.kmigrate.schema.ColumnType.BooleanType
import io.kmigrate.schema.DatabaseEnum
import io.kmigrate.schema.ForeignKey
import io.kmigrate.schema.Index
import io.kmigrate.schema.Snapshot
import io.kmigrate.schema.Table
import io.kmigrate.schema.TableName
import io.kmigrate.schema.UniqueConstraint
import io.kmigrate.testing.shouldFailWith
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe

class SchemaDiffTest :
    FunSpec({
        val standard = DiffOptions.standard()

        fun between(live: Snapshot, wanted: Snapshot, options: DiffOptions = standard) =
            SchemaDiff.between(live, wanted, options)

        context("an empty model") {
            test("does not drop all tables") {
                val refused =
                    shouldFailWith(ErrorCode.EMPTY_MODEL) {
                        between(model(t(), table("u")), model())
                    }
                refused.code() shouldBe ErrorCode.EMPTY_MODEL
            }

            test("of an empty database is no difference") {
                between(model(), model()).operations().shouldBeEmpty()
            }

            test("counts the tables that the filter leaves") {
                val filter = ObjectFilter { _, name -> name.name() != "t" }
                between(model(t()), model(), standard.withFilter(filter))
                    .operations()
                    .shouldBeEmpty()
            }
        }

        context("renames") {
            test("the best candidate comes first") {
                val live = model(t(nullable("mail", varchar(50)), nullable("born", int32)))
                val wanted = model(t(nullable("email", varchar(50)), nullable("year", int32)))
                between(live, wanted).candidates().map { "${it.from()} ${it.to()}" } shouldBe
                    listOf("mail email", "born year")
            }

            test("columns of different types and names are no candidates") {
                val live = model(t(nullable("a", int32)))
                between(live, model(t(nullable("zz", text)))).candidates().shouldBeEmpty()
            }

            test("a column with another type of its family, in the same place, is a candidate") {
                val live = model(t(nullable("mail", varchar(50)), nullable("b", int32)))
                val wanted = model(t(nullable("email", text), nullable("b", int32)))
                between(live, wanted).candidates().map { "${it.from()} ${it.to()}" } shouldBe
                    listOf("mail email")
            }

            test("a column with another type and another name needs more than its place") {
                val live = model(t(nullable("a", text), nullable("b", int32)))
                val wanted = model(t(nullable("b", int32), nullable("zz", int32)))
                between(live, wanted).candidates().shouldBeEmpty()
            }

            test("the same comment makes a rename likelier") {
                fun told(name: String, type: ColumnType) = nullable(name, type).withComment("since")
                val live = model(t(told("a", int32), nullable("x", text)))
                val wanted = model(t(nullable("y", BooleanType()), told("b", int64)))
                between(live, wanted).candidates().map { "${it.from()} ${it.to()}" } shouldBe
                    listOf("a b")
            }

            test("a table with the same columns is a candidate") {
                val live = model(table("people", nullable("a", text)))
                val found = between(live, model(table("persons", nullable("a", text)))).candidates()
                found.map { it.decided() } shouldBe listOf(Rename(name("people"), null, "persons"))
            }

            test("a column of a renamed table is found by either name of the table") {
                val live = model(table("people", nullable("mail", text)))
                val wanted = model(table("persons", nullable("email", text)))
                val table = Rename(name("people"), null, "persons")
                listOf("people", "persons").forEach {
                    val column = Rename(name(it), "mail", "email")
                    between(live, wanted, standard.withRenames(listOf(column, table)))
                        .operations()
                        .map(::brief) shouldBe
                        listOf("renameTable people persons", "renameColumn persons.mail email")
                }
            }

            test("a decided rename is no longer a candidate, and others are") {
                val live = model(table("people", nullable("mail", text), nullable("b", int32)))
                val wanted = model(table("persons", nullable("email", text), nullable("c", int32)))
                val decided = standard.withRenames(listOf(Rename(name("people"), null, "persons")))
                between(live, wanted, decided).candidates().map {
                    "${it.table()} ${it.from()} ${it.to()}"
                } shouldBe listOf("people mail email", "people b c")
            }

            listOf(
                    Rename(name("tt"), null, "u") to
                        "the database has no table tt that could be renamed",
                    Rename(name("t"), null, "v") to
                        "t cannot be renamed to v: the model has no such table",
                    Rename(name("t"), "b", "c") to
                        "the database has no column t.b that could be renamed",
                    Rename(name("t"), "a", "x") to
                        "t.a cannot be renamed to x: the model has no such column",
                    Rename(name("t"), "a", "id") to
                        "t.a cannot be renamed to id: the table has a column of that name",
                )
                .forEach { (rename, sentence) ->
                    test("unknown: $sentence") {
                        val live = model(t(nullable("a", int32)))
                        val wanted = model(t(nullable("c", int32)), table("u"))
                        shouldFailWith(ErrorCode.UNKNOWN_RENAME) {
                                between(live, wanted, standard.withRenames(listOf(rename)))
                            }
                            .message shouldBe sentence
                    }
                }
        }

        context("filters") {
            val left = table("audit", nullable("a", int32))
            val full =
                t(nullable("a", int32), nullable("b", int32))
                    .withIndexes(listOf(Index.of("ix", "a")))
                    .withUniqueConstraints(listOf(UniqueConstraint("uq", listOf("a"))))
                    .withCheckConstraints(listOf(CheckConstraint("ck", "a > 1")))
                    .withForeignKeys(
                        listOf(ForeignKey.of("fk", listOf("a"), name("audit"), listOf("id")))
                    )

            fun without(vararg names: String) =
                object : ObjectFilter {
                    override fun includes(kind: ObjectFilter.Kind, name: TableName) =
                        name.name() !in names

                    override fun includes(part: ObjectFilter.Part, table: TableName, name: String) =
                        name !in names
                }

            test("an excluded table is neither dropped nor created") {
                val options = standard.withFilter(without("audit"))
                between(model(t(), left), model(t()), options).operations().shouldBeEmpty()
                between(model(t()), model(t(), left), options).operations().shouldBeEmpty()
            }

            test("a foreign key to a table that is left out stays, and can be added") {
                val options = standard.withFilter(without("audit"))
                between(model(full, left), model(full), options).operations().shouldBeEmpty()
                between(model(full.withForeignKeys(listOf())), model(full), options)
                    .operations()
                    .map(::brief) shouldBe listOf("createForeignKey fk")
            }

            test("parts that are left out stay, and are not added") {
                val options = standard.withFilter(without("b", "ix", "uq", "ck", "fk"))
                val bare = t(nullable("a", int32))
                between(model(full, left), model(bare, left), options).operations().shouldBeEmpty()
                between(model(bare, left), model(full, left), options).operations().shouldBeEmpty()
            }
        }

        context("tables of schemas that are left alone") {
            val log =
                table("log", nullable("u", int32))
                    .withName(TableName("audit", "log"))
                    .withForeignKeys(
                        listOf(ForeignKey.of("fk_u", listOf("u"), name("users"), listOf("id")))
                    )
            val options = standard.withElsewhere(listOf(log))
            val live = model(t(), table("users"))

            test("keep a table that they refer to, with a warning") {
                val found = between(live, model(t()), options)
                found.operations().shouldBeEmpty()
                found.kept() shouldBe
                    listOf(
                        "table users, which the model does not have: foreign key fk_u of audit.log, " +
                            "which is left alone, refers to it; to drop the table, drop the key first"
                    )
            }

            test("do not keep what is renamed") {
                val renamed = options.withRenames(listOf(Rename(name("users"), null, "people")))
                val found = between(live, model(t(), table("people")), renamed)
                found.operations().map(::brief) shouldBe listOf("renameTable users people")
                found.kept().shouldBeEmpty()
            }

            test("count once they are compared") {
                between(live.with(log), model(t()), options).operations().map(::brief) shouldBe
                    listOf("dropTable audit.log", "dropTable users")
            }
        }

        context("enumerations") {
            fun mood(vararg labels: String): Snapshot =
                Snapshot.of(listOf<Table>(t()), listOf(DatabaseEnum(name("mood"), labels.toList())))

            test("a removed value is refused") {
                shouldFailWith(ErrorCode.ENUM_CHANGE) { between(mood("a", "b"), mood("a")) }
                    .message shouldBe "the model's type mood loses 'b', which rows may hold"
            }

            test("an enumeration that only an excluded table has stays") {
                val level = ColumnType.EnumType("level", listOf("x"))
                val audit = table("audit", nullable("a", level))
                val live = mood("a").with(audit).with(DatabaseEnum(name("level"), listOf("x")))
                val filter = ObjectFilter { _, it -> it.name() != "audit" }
                between(live, mood("a"), standard.withFilter(filter)).operations().shouldBeEmpty()
                between(live, mood("a")).operations().map(::brief) shouldBe
                    listOf("dropTable audit", "dropEnum level")
            }

            test("another order is refused") {
                shouldFailWith(ErrorCode.ENUM_CHANGE) {
                        between(mood("a", "b"), mood("b", "a", "c"))
                    }
                    .message shouldBe
                    "the model's type mood puts its values in another order: 'b', 'a', 'c'"
            }
        }

        test("foreign keys are dropped while the types of their columns change") {
            val child = { type: ColumnType ->
                t(nullable("a", type))
                    .withForeignKeys(
                        listOf(ForeignKey.of("fk", listOf("a"), name("p"), listOf("id")))
                    )
            }
            val parent = { type: ColumnType -> table("p").withColumn("id", column("id", type)) }
            between(model(parent(int32), child(int32)), model(parent(int64), child(int64)))
                .operations()
                .map(::brief) shouldBe
                listOf(
                    "dropConstraint fk",
                    "alterColumn p.id type",
                    "alterColumn t.a type",
                    "createForeignKey fk",
                )
        }

        test("a check without a name that comes before one that stays gets the next name") {
            val old = CheckConstraint("t_a_check", "a > 5")
            val (new, newer) = listOf("a < 9", "a <> 7").map { CheckConstraint(null, it) }
            fun checked(vararg checks: CheckConstraint) =
                model(t(nullable("a", int32)).withCheckConstraints(checks.toList()))
            fun operations(wanted: Snapshot) =
                between(checked(old), wanted)
                    .operations()
                    .map { "$it" }
                    .map { "name=\\w+".toRegex().findAll(it).last().value }
            operations(checked(new, old.withName(null), newer)) shouldBe
                listOf("name=t_a_check1", "name=t_a_check2")
            operations(
                checked(new, CheckConstraint("t_a_check1", "a <> 8"), old.withName(null))
            ) shouldBe listOf("name=t_a_check2", "name=t_a_check1")
        }

        test("a table that takes over the name of an index is created after the drop") {
            val old = table("u", nullable("a", int32)).withIndexes(listOf(Index.of("ix", "a")))
            val new = table("v", nullable("b", text)).withIndexes(listOf(Index.of("ix", "b")))
            between(model(t(), old), model(t(), new)).operations().map(::brief) shouldBe
                listOf("dropTable u", "createTable v")
        }
    })
