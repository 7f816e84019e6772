package io.kmigrate.importer

import io.kmigrate.dialect.Catalog
import io.kmigrate.dialect.Dialects
import io.kmigrate.failure.MigrationException
import io.kmigrate.importer.ImportedStep.Kind
import io.kmigrate.importer.liquibase.LiquibaseHistory
import io.kmigrate.importer.liquibase.LiquibaseReader
import io.kmigrate.migrator
import io.kmigrate.operation.AddColumn
import io.kmigrate.operation.BulkInsert
import io.kmigrate.operation.ColumnPlace
import io.kmigrate.operation.CreateTable
import io.kmigrate.operation.OperationDescription
import io.kmigrate.operation.RowsTable
import io.kmigrate.schema.Snapshot
import io.kmigrate.testing.TestDatabase
import io.kmigrate.testing.execute
import io.kmigrate.testing.migration
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.writeText

/** Change logs of Liquibase become revisions, whatever they are written in. */
class LiquibaseImportTest :
    FunSpec({
        fun read(
            vararg files: Pair<String, String>,
            dialect: String = "postgresql",
            contexts: List<String> = emptyList(),
        ): ImportedHistory {
            val folder = tempdir().toPath()
            files.forEach { (name, text) ->
                Files.createDirectories(folder.resolve(name).parent)
                folder.resolve(name).writeText(text)
            }
            return LiquibaseReader(folder, Dialects.named(dialect), contexts, emptyMap(), false)
                .read(listOf(Path.of(files.first().first)))
        }

        fun words(history: ImportedHistory) =
            history.revisions().flatMap { revision ->
                revision.up().flatMap { step ->
                    step.operations().map { OperationDescription.of(it).headline() }
                }
            }

        listOf("log.xml" to XML, "log.yaml" to YAML, "log.json" to JSON).forEach { (name, text) ->
            test("$name says the same in its own form") {
                val history = read("db/$name" to text)
                words(history) shouldBe
                    listOf(
                        "createTable customers",
                        "createIndex ix_name on customers",
                        "bulkInsert customers",
                    )
                history.revisions().map { it.message() } shouldBe listOf("make customers", "2")
                history.revisions()[1].down()?.size shouldBe 1
                history.revisions().map { it.origin().key() } shouldBe listOf("1::ann", "2::bob")
            }
        }

        test("SQL with marks is divided into change sets") {
            val history =
                read(
                    "log.sql" to
                        "--liquibase formatted sql\n--changeset ann:1 dbms:postgresql\ncreate table a (id int);\ncreate table b (id int);\n--rollback drop table b;\n--rollback drop table a;\n--changeset ann:2 splitStatements:false\ncreate function f() returns int language sql as 'select 1;';\n"
                )
            words(history).map { it.substringBefore(' ') } shouldBe
                listOf("createTable", "createTable", "createFunction")
            history.revisions().map { it.down()?.size } shouldBe listOf(2, null)
        }

        mapOf("postgresql" to "character varying", "h2" to "varchar(2147483647)").forEach {
            (dialect, type) ->
            test("the longest text of a change log is $type on $dialect") {
                val set =
                    "<changeSet id='1' author='a'><createTable tableName='a'>" +
                        "<column name='x' type='VARCHAR(2147483647)'/></createTable></changeSet>"
                val made = read("log.xml" to log(set), dialect = dialect)
                val create = made.revisions().single().up().single().operations().single()
                (create as CreateTable).table().columns().single().type() shouldBe
                    Dialects.named(dialect).type(type)
            }
        }

        test("includes are read in their place, folders in the order of their names") {
            val history =
                read(
                    "db/master.xml" to
                        "<databaseChangeLog><include file='db/one.xml'/><includeAll path='parts' relativeToChangelogFile='true'/></databaseChangeLog>",
                    "db/one.xml" to log("<changeSet id='1' author='a'/>"),
                    "db/parts/c.xml" to log("<changeSet id='1' author='a'/>"),
                    "db/parts/b.xml" to log("<changeSet id='1' author='a'/>"),
                )
            history.revisions().map { it.origin().file() } shouldBe
                listOf("db/one.xml", "db/parts/b.xml", "db/parts/c.xml")
            history.revisions().map { it.id() }.toSet().size shouldBe 3
        }

        test("change sets for other databases and contexts are left out, and named") {
            val sets =
                "<changeSet id='1' author='a' dbms='mysql'/><changeSet id='2' author='a' dbms='!postgresql'/>" +
                    "<changeSet id='3' author='a' context='test'/><changeSet id='4' author='a' context='!test and prod'/>"
            val history = read("log.xml" to log(sets), contexts = listOf("prod"))
            history.revisions().map { it.origin().key() } shouldBe listOf("4::a")
            history.leftOut().size shouldBe 3
        }

        CONDITIONS.forEach { (condition, does) ->
            test("a precondition is decided by the history: $condition") {
                val history =
                    read(
                        "log.xml" to
                            log(
                                "<changeSet id='1' author='a'><createTable tableName='a'><column name='id' type='int'/></createTable></changeSet>" +
                                    "<changeSet id='2' author='a'><preConditions onFail='MARK_RAN'>$condition</preConditions><dropTable tableName='a'/></changeSet>"
                            )
                    )
                history.revisions()[1].up().map { it.kind() } shouldBe does
            }
        }

        test("a query of a precondition is asked where the change set may be left out") {
            val history = read("log.xml" to log(GUARDED))
            history.revisions().map { revision ->
                revision.up().map { it.guard()?.text() }.distinct().single()
            } shouldBe
                listOf(
                    null,
                    "onlyIf select count(*) from a = 0",
                    "onlyIf select x from b = yes",
                    "onlyIfMissing",
                    null,
                )
        }

        test("contexts that no one chose are environments") {
            val sets =
                "<changeSet id='1' author='a' context='test'/><changeSet id='2' author='a' context='test or demo'/>" +
                    "<changeSet id='3' author='a' labels='late'/><changeSet id='4' author='a' context='!test'/><changeSet id='5' author='a'/>"
            val revisions = read("log.xml" to log(sets)).revisions()
            revisions.map { it.origin().environments() } shouldBe
                listOf(listOf("test"), listOf("test", "demo"), listOf("late"), listOf(), listOf())
            revisions.map { it.remarks().size } shouldBe listOf(0, 0, 0, 1, 0)
            read("log.xml" to log(sets), contexts = listOf("test"))
                .revisions()
                .map { it.origin().environments() }
                .toSet() shouldBe setOf(emptyList())
        }

        PLACES.forEach { (attribute, place) ->
            test(
                "a column stands where the change says, on a database that can say so: $attribute"
            ) {
                val set =
                    "<changeSet id='1' author='a'><createTable tableName='a'><column name='x' type='int'/><column name='y' type='int'/></createTable>" +
                        "<addColumn tableName='a'><column name='n' type='int' $attribute/></addColumn></changeSet>"
                val added = { dialect: String ->
                    read("log.xml" to log(set), dialect = dialect)
                        .revisions()
                        .single()
                        .up()
                        .flatMap { it.operations() }
                        .filterIsInstance<AddColumn>()
                        .single()
                        .place()
                }
                added("mysql") shouldBe place
                added("postgresql") shouldBe null
            }
        }

        test("a type that numbers rows is said once") {
            val set =
                "<changeSet id='1' author='a'><createTable tableName='a'><column name='id' type='BIGSERIAL' autoIncrement='true'/></createTable></changeSet>"
            val column =
                (read("log.xml" to log(set))
                        .revisions()
                        .single()
                        .up()
                        .single()
                        .operations()
                        .single() as CreateTable)
                    .table()
                    .columns()
                    .single()
            "${column.type()} ${column.identity() != null}" shouldBe "int64 true"
        }

        test("rows of a file are literals") {
            val history =
                read(
                    "log.xml" to
                        log(
                            "<changeSet id='1' author='a'><createTable tableName='a'><column name='id' type='int'/><column name='name' type='varchar(9)'/><column name='ok' type='boolean'/></createTable>" +
                                "<loadData tableName='a' file='a.csv' separator=';'><column name='ok' type='boolean'/></loadData>" +
                                "<loadData tableName='a' file='b.csv'/></changeSet>"
                        ),
                    "a.csv" to "id;name;ok\n1;\"a;\"\"b\";true\n# none\n2;NULL;0\n3;;1\n",
                    "b.csv" to "id,name\n,x\n",
                )
            val steps = history.revisions().single().up()
            steps.map { it.kind() } shouldBe listOf(Kind.TYPED, Kind.TYPED, Kind.BY_HAND)
            (steps[1].operations().single() as BulkInsert).rows() shouldBe
                listOf(
                    mapOf("id" to 1, "name" to "a;\"b", "ok" to true),
                    mapOf("id" to 2, "name" to null, "ok" to false),
                    mapOf("id" to 3, "name" to "", "ok" to true),
                )
        }

        test("names are folded as the database folds what Liquibase does not quote") {
            val set =
                log(
                    "<changeSet id='1' author='a'><createTable tableName='UPPER'><column name='MixedCase' type='int'/></createTable></changeSet>"
                )
            words(read("log.xml" to set)) shouldBe listOf("createTable upper")
            words(read("log.xml" to set, dialect = "h2")) shouldBe listOf("createTable UPPER")
            words(read("log.xml" to set, dialect = "mysql")) shouldBe listOf("createTable UPPER")
        }

        test("code is a step by hand, and changed SQL is read again") {
            val history =
                read(
                    "log.xml" to
                        log(
                            "<changeSet id='1' author='a'><customChange class='x.Y'/></changeSet>" +
                                "<changeSet id='2' author='a'><createTable tableName='a'><column name='id' type='int'/></createTable><modifySql dbms='postgresql'><append value=' with (fillfactor=70)'/></modifySql></changeSet>" +
                                "<changeSet id='3' author='a'><update tableName='a'><column name='id' valueNumeric='2'/><where>id = 1</where></update></changeSet>"
                        )
                )
            history.revisions().map { it.up().single().kind() } shouldContainExactly
                listOf(Kind.BY_HAND, Kind.TYPED, Kind.TYPED)
            history.revisions()[2].up().single().text() shouldBe
                "UPDATE \"a\" SET \"id\" = 2 WHERE id = 1"
        }

        BODIES.forEach { (change, found) ->
            test("YAML has in an attribute what XML has between the tags: $change") {
                val history =
                    read(
                        "log.yaml" to
                            "databaseChangeLog:\n- changeSet:\n    id: 1\n    author: a\n    changes:\n    - $change\n",
                        "view.sql" to "select 3 as x",
                    )
                val step = history.revisions().single().up().single()
                val said = step.operations().map { OperationDescription.of(it).headline() }
                "${step.kind()} ${said.joinToString()}".trim() shouldBe found
            }
        }

        mapOf(
                "postgresql ACCOUNTS" to "ACCOUNTS_pkey",
                "postgresql accounts" to null,
                "postgresql Accounts" to null,
                "h2 accounts" to "PK_ACCOUNTS",
            )
            .forEach { (place, name) ->
                test("a primary key without a name has that of Liquibase: $place") {
                    val (dialect, table) = place.split(' ')
                    val history =
                        read(
                            "log.xml" to
                                log(
                                    "<changeSet id='1' author='a'><createTable tableName='$table'><column name='id' type='int'><constraints primaryKey='true'/></column></createTable></changeSet>"
                                ),
                            dialect = dialect,
                        )
                    val made = history.revisions().single().up().single().operations().single()
                    (made as CreateTable).table().primaryKey()?.name() shouldBe name
                }
            }

        QUOTING.forEach { (place, sql) ->
            test("all changes quote and fold names: $place") {
                val (dialect, strategy) = place.split(' ')
                val history =
                    read(
                        "log.xml" to
                            log(
                                "<changeSet id='1' author='a' objectQuotingStrategy='$strategy'><createTable tableName='People'><column name='Id' type='int'/></createTable></changeSet>" +
                                    "<changeSet id='2' author='a' objectQuotingStrategy='$strategy'><update tableName='People'><column name='Id' valueNumeric='3'/></update></changeSet>" +
                                    "<changeSet id='3' author='a' objectQuotingStrategy='$strategy'><insert tableName='People'><column name='Id' valueComputed='1+1'/></insert></changeSet>" +
                                    "<changeSet id='4' author='a' objectQuotingStrategy='$strategy'><delete tableName='People'/></changeSet>" +
                                    "<changeSet id='5' author='a' objectQuotingStrategy='$strategy'><addNotNullConstraint tableName='People' columnName='Id' defaultNullValue='0'/></changeSet>"
                            ),
                        dialect = dialect,
                    )
                val texts =
                    history.revisions().flatMap { revision ->
                        revision
                            .up()
                            .flatMap { it.operations() }
                            .filter { RowsTable.of(it).isPresent }
                            .flatMap {
                                Dialects.named(dialect).render(it, Catalog.of(Snapshot.empty()))
                            }
                    }
                val (table, column) = sql.split(' ')
                words(history).first() shouldBe "createTable ${table.trim('"', '`')}"
                texts shouldBe
                    listOf(
                        "UPDATE $table SET $column = 3",
                        "INSERT INTO $table ($column) VALUES\n    (1+1)",
                        "DELETE FROM $table",
                        "UPDATE $table SET $column = 0 WHERE $column IS NULL",
                    )
            }
        }

        UNKNOWN.forEach { (step, kinds) ->
            test("a precondition is not decided after: $step") {
                val history =
                    read(
                        "log.xml" to
                            log(
                                "<changeSet id='1' author='a'><createTable tableName='a'><column name='id' type='int'/></createTable></changeSet>" +
                                    "<changeSet id='2' author='a'>$step</changeSet>" +
                                    "<changeSet id='3' author='a'><preConditions onFail='MARK_RAN'><columnExists tableName='a' columnName='z'/></preConditions><dropTable tableName='a'/></changeSet>"
                            )
                    )
                history.revisions()[2].up().map { it.kind() } shouldBe kinds
            }
        }

        test("XML opens nothing that it names, and a broken one is told with its line") {
            val failure =
                shouldThrow<MigrationException> {
                    read("log.xml" to "<databaseChangeLog>\n<changeSet>\n</databaseChangeLog>")
                }
            failure.problems().single().message().startsWith("the file log.xml:3") shouldBe true
            shouldThrow<MigrationException> {
                read(
                    "log.xml" to
                        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><databaseChangeLog><changeSet id='&e;' author='a'/></databaseChangeLog>"
                )
            }
        }

        test("adopt finds files that begin elsewhere, and names what is unknown") {
            val database = TestDatabase.SQLITE.fresh()
            database.execute(
                "create table DATABASECHANGELOG (ID text, AUTHOR text, FILENAME text, EXECTYPE text, ORDEREXECUTED int)"
            )
            database.execute(
                "insert into DATABASECHANGELOG values ('1', 'a', 'classpath:/src/DB/one.xml', 'EXECUTED', 1), ('2', 'a', 'db\\one.xml', 'MARK_RAN', 2)"
            )
            val map =
                ImportMap(
                    "liquibase",
                    mapOf(
                        "aa" to ImportedRevision.Origin("db/one.xml", "1::a", ""),
                        "bb" to ImportedRevision.Origin("db/one.xml", "2::a", ""),
                    ),
                )
            val migrations =
                listOf(migration("aa", up = emptyList()), migration("bb", "aa", up = emptyList()))
            val old = LiquibaseHistory(null, map)
            migrator(database, migrations).dryRunAdopt(old).revisions() shouldBe listOf("bb")
            database.execute("insert into DATABASECHANGELOG values ('3', 'a', 'x', 'EXECUTED', 3)")
            shouldThrow<MigrationException> { migrator(database, migrations).adopt(old) }
                .problems()
                .map { it.message() } shouldBe
                listOf("the database has x::3::a, and no script stands for it")
        }
    })

/** A change in YAML, and what becomes of it. */
private val BODIES =
    mapOf(
        "createView: { viewName: v, selectQuery: select 1 as x }" to "TYPED createView v",
        "createView: { viewName: v, path: view.sql, relativeToChangelogFile: true }" to
            "TYPED createView v",
        "createView: { viewName: v, fullDefinition: true, selectQuery: create view w as select 1 as x }" to
            "TYPED createView w",
        "createView: { viewName: v }" to "BY_HAND",
        "createView: { viewName: v, path: none.sql }" to "BY_HAND",
        "sql: { sql: create table b (id int) }" to "TYPED createTable b",
        "sql: create table b (id int)" to "TYPED createTable b",
        "createProcedure: { procedureText: create function f() returns int language sql as 'select 1' }" to
            "TYPED createFunction f",
        "createTrigger: { triggerText: grant select on a to b }" to "SQL execute",
    )

/** A database with a strategy, and what it makes of People and Id. */
private val QUOTING =
    mapOf(
        "postgresql LEGACY" to "\"People\" \"Id\"",
        "postgresql QUOTE_ALL_OBJECTS" to "\"People\" \"Id\"",
        "postgresql QUOTE_ONLY_RESERVED_WORDS" to "\"people\" \"id\"",
        "h2 LEGACY" to "\"PEOPLE\" \"ID\"",
        "h2 QUOTE_ALL_OBJECTS" to "\"People\" \"Id\"",
        "mysql LEGACY" to "`People` `Id`",
    )

private val UNKNOWN =
    mapOf(
        "<addColumn tableName='a'><column name='z' type='int' valueComputed='1'/></addColumn>" to
            listOf(Kind.TYPED),
        "<customChange class='x.Y'/>" to listOf(Kind.BY_HAND, Kind.TYPED),
        "<preConditions><sqlCheck expectedResult='1'>select 1</sqlCheck></preConditions><addColumn tableName='a'><column name='y' type='int'/></addColumn>" to
            listOf(Kind.BY_HAND, Kind.TYPED),
        "<loadData tableName='a' file='a.csv'/>" to emptyList(),
    )

private fun log(sets: String) = "<databaseChangeLog>$sets</databaseChangeLog>"

private const val GUARDED =
    "<changeSet id='1' author='a'><createTable tableName='a'><column name='id' type='int'/></createTable></changeSet>" +
        "<changeSet id='2' author='a'><preConditions onFail='MARK_RAN'><sqlCheck expectedResult='0'>select count(*) from a;</sqlCheck></preConditions><addColumn tableName='a'><column name='y' type='int'/></addColumn></changeSet>" +
        "<changeSet id='3' author='a'><preConditions onFail='CONTINUE'><tableExists tableName='a'/><sqlCheck expectedResult='yes'>select x from b</sqlCheck></preConditions><addColumn tableName='a'><column name='z' type='int'/></addColumn></changeSet>" +
        "<changeSet id='4' author='a'><preConditions onFail='MARK_RAN'><not><columnExists tableName='a' columnName='w'/></not></preConditions><addColumn tableName='a'><column name='w' type='int'/></addColumn></changeSet>" +
        "<changeSet id='5' author='a'><preConditions><sqlCheck expectedResult='0'>select count(*) from a</sqlCheck></preConditions><addColumn tableName='a'><column name='v' type='int'/></addColumn></changeSet>"

private val PLACES =
    mapOf(
        "afterColumn='x'" to ColumnPlace.after("x"),
        "beforeColumn='y'" to ColumnPlace.after("x"),
        "beforeColumn='x'" to ColumnPlace.FIRST,
        "position='2'" to ColumnPlace.after("x"),
        "remarks='none'" to null,
    )

private val CONDITIONS =
    mapOf(
        "<tableExists tableName='a'/>" to listOf(Kind.TYPED),
        "<not><tableExists tableName='a'/></not>" to emptyList(),
        "<columnExists tableName='a' columnName='id'/>" to listOf(Kind.TYPED),
        "<or><tableExists tableName='b'/><dbms type='postgresql'/></or>" to listOf(Kind.TYPED),
        "<changeSetExecuted id='1' author='a' changeLogFile='log.xml'/>" to listOf(Kind.TYPED),
        "<sqlCheck expectedResult='0'>select count(*) from a</sqlCheck>" to listOf(Kind.TYPED),
        "<sqlCheck expectedResult='1'>select 1</sqlCheck>" to listOf(Kind.TYPED),
        "<or><sqlCheck expectedResult='1'>select 1</sqlCheck><tableExists tableName='b'/></or>" to
            listOf(Kind.BY_HAND, Kind.TYPED),
    )

private const val XML =
    """<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog">
  <property name="length" value="40"/>
  <changeSet id="1" author="ann">
    <comment>make customers</comment>
    <createTable tableName="customers">
      <column name="id" type="bigint" autoIncrement="true"><constraints primaryKey="true" nullable="false"/></column>
      <column name="name" type="varchar(${'$'}{length})" defaultValue="none"/>
    </createTable>
    <createIndex indexName="ix_name" tableName="customers"><column name="name"/></createIndex>
  </changeSet>
  <changeSet id="2" author="bob">
    <insert tableName="customers"><column name="id" valueNumeric="1"/><column name="name" value="Ann"/></insert>
    <rollback>delete from customers</rollback>
  </changeSet>
</databaseChangeLog>"""

private const val YAML =
    """databaseChangeLog:
- property:
    name: length
    value: "40" # as long as a name
- changeSet:
    id: 1
    author: ann
    comment: make customers
    changes:
    - createTable:
        tableName: customers
        columns:
        - column:
            name: id
            type: bigint
            autoIncrement: true
            constraints:
              primaryKey: true
              nullable: false
        - column: { name: name, type: "varchar(${'$'}{length})", defaultValue: none }
    - createIndex:
        indexName: ix_name
        tableName: customers
        columns:
        - column:
            name: name
- changeSet:
    id: 2
    author: bob
    changes:
    - insert:
        tableName: customers
        columns:
        - column: { name: id, valueNumeric: 1 }
        - column: { name: name, value: Ann }
    rollback: |
      delete from customers
"""

private const val JSON =
    """{"databaseChangeLog": [
  {"property": {"name": "length", "value": "40"}},
  {"changeSet": {"id": "1", "author": "ann", "comment": "make customers", "changes": [
    {"createTable": {"tableName": "customers", "columns": [
      {"column": {"name": "id", "type": "bigint", "autoIncrement": true, "constraints": {"primaryKey": true, "nullable": false}}},
      {"column": {"name": "name", "type": "varchar(${'$'}{length})", "defaultValue": "none"}}]}},
    {"createIndex": {"indexName": "ix_name", "tableName": "customers", "columns": [{"column": {"name": "name"}}]}}]}},
  {"changeSet": {"id": "2", "author": "bob", "changes": [
    {"insert": {"tableName": "customers", "columns": [
      {"column": {"name": "id", "valueNumeric": "1"}}, {"column": {"name": "name", "value": "Ann"}}]}}],
    "rollback": "delete from customers"}}
]}"""
