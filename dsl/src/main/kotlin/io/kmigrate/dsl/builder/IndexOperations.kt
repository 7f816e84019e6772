package io.kmigrate.dsl.builder

import io.kmigrate.dsl.message.OperationMessages
import io.kmigrate.operation.CreateIndex
import io.kmigrate.operation.DropIndex
import io.kmigrate.operation.RenameIndex
import io.kmigrate.schema.Index
import io.kmigrate.schema.IndexColumn
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.STABLE

/** Operations on indexes. */
@API(status = STABLE, since = "0.1")
public sealed interface IndexOperations : RecordingScope {
    /**
     * Creates an index over columns: `createIndex("ix_users_mail", "users", "mail", unique =
     * true)`.
     *
     * [where] makes it partial: PostgreSQL, SQLite, SQL Server. [nullsNotDistinct] lets a unique
     * index take one null alone: PostgreSQL 15 and later. [method] (`gin`, `hash`) and [include]
     * are PostgreSQL's, the latter SQL Server's too. [concurrently] is PostgreSQL's: without
     * blocking writers, outside a transaction. [options] are what follows the columns, by database:
     * `mapOf("postgresql" to "WITH (fillfactor=70)")`.
     */
    public fun createIndex(
        name: String,
        table: String,
        vararg columns: String,
        unique: Boolean = false,
        where: String? = null,
        method: String? = null,
        include: List<String> = emptyList(),
        nullsNotDistinct: Boolean = false,
        ifNotExists: Boolean = false,
        concurrently: Boolean = false,
        schema: String? = null,
        options: Map<String, String> = emptyMap(),
    ): Unit = recorder.record {
        columnNames(columns.asList(), "createIndex")
        val parts = columns.map(IndexColumn::column)
        val index =
            Index(
                given(name, "the index's name"),
                parts,
                unique,
                nullsNotDistinct,
                where,
                method,
                include,
                options,
            )
        CreateIndex(tableName(table, schema), index, ifNotExists, concurrently)
    }

    /**
     * Creates an index with expressions or descending columns: `createIndex("ix", "users",
     * expression("lower(mail)"), descending("made"))`.
     *
     * MariaDB and SQL Server index no expressions. The named arguments are those of the other form.
     */
    public fun createIndex(
        name: String,
        table: String,
        vararg columns: IndexColumn,
        unique: Boolean = false,
        where: String? = null,
        method: String? = null,
        include: List<String> = emptyList(),
        nullsNotDistinct: Boolean = false,
        ifNotExists: Boolean = false,
        concurrently: Boolean = false,
        schema: String? = null,
        options: Map<String, String> = emptyMap(),
    ): Unit = recorder.record {
        require(columns.isNotEmpty()) { OperationMessages.noColumn("createIndex") }
        val parts = columns.asList()
        val index =
            Index(
                given(name, "the index's name"),
                parts,
                unique,
                nullsNotDistinct,
                where,
                method,
                include,
                options,
            )
        CreateIndex(tableName(table, schema), index, ifNotExists, concurrently)
    }

    /** A column of an index beside [expression] or [descending] ones. */
    public fun column(name: String): IndexColumn = IndexColumn.column(name)

    /** A column of an index that is kept in descending order. */
    public fun descending(column: String): IndexColumn =
        IndexColumn.column(column).descendingOrder()

    /**
     * SQL that the database computes: of an index, without outer parentheses, or in the place of a
     * value of [DataOperations.bulkInsert] and [DataOperations.bulkUpdate].
     */
    public fun expression(sql: String): IndexColumn = IndexColumn.expression(sql)

    /** With nulls before all values. PostgreSQL and Oracle. */
    public fun IndexColumn.nullsFirst(): IndexColumn = withNulls(IndexColumn.Nulls.FIRST)

    /** With nulls behind all values. PostgreSQL and Oracle. */
    public fun IndexColumn.nullsLast(): IndexColumn = withNulls(IndexColumn.Nulls.LAST)

    /** With an operator class such as `text_pattern_ops` or `gin_trgm_ops`. PostgreSQL. */
    public fun IndexColumn.operatorClass(name: String): IndexColumn =
        withOperatorClass(given(name, "the operator class"))

    /**
     * The first [characters] of each value alone, which MySQL and MariaDB want for texts: `column(
     * "body").prefix(100)`. Bytes, where the column holds bytes.
     */
    public fun IndexColumn.prefix(characters: Int): IndexColumn = withLength(characters)

    /** Gives an index a new name, without reading the table. SQLite makes the index again. */
    public fun renameIndex(table: String, old: String, new: String, schema: String? = null): Unit =
        recorder.record {
            RenameIndex(
                tableName(table, schema),
                given(old, "the index's name"),
                given(new, "the index's new name"),
            )
        }

    /**
     * Drops an index. [concurrently] is PostgreSQL's: without blocking readers and writers, outside
     * a transaction.
     */
    public fun dropIndex(
        name: String,
        table: String,
        ifExists: Boolean = false,
        concurrently: Boolean = false,
        schema: String? = null,
    ): Unit = recorder.record {
        DropIndex(given(name, "the index's name"), tableName(table, schema), ifExists, concurrently)
    }
}
