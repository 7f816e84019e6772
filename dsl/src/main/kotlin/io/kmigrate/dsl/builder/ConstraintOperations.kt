package io.kmigrate.dsl.builder

import io.kmigrate.dsl.message.OperationMessages
import io.kmigrate.exposed.ExposedTables
import io.kmigrate.operation.CreateCheckConstraint
import io.kmigrate.operation.CreateExclusionConstraint
import io.kmigrate.operation.CreateForeignKey
import io.kmigrate.operation.CreateNotNullConstraint
import io.kmigrate.operation.CreatePrimaryKey
import io.kmigrate.operation.CreateUniqueConstraint
import io.kmigrate.operation.DropConstraint
import io.kmigrate.operation.RenameConstraint
import io.kmigrate.operation.ValidateConstraint
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.ExclusionConstraint
import io.kmigrate.schema.ExclusionConstraint.Element
import io.kmigrate.schema.IndexColumn
import io.kmigrate.schema.NotNullConstraint
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.UniqueConstraint
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.STABLE
import org.jetbrains.exposed.v1.core.ReferenceOption
import org.jetbrains.exposed.v1.core.ReferenceOption.NO_ACTION

/**
 * Operations on constraints. A name of null leaves it to the database, and then neither a derived
 * downgrade nor [dropConstraint] can find the constraint. SQLite rebuilds the table for most of
 * them.
 */
@API(status = STABLE, since = "0.1")
public sealed interface ConstraintOperations : RecordingScope {
    /**
     * Adds a foreign key: `createForeignKey("fk", "orders", "users", listOf("user_id"),
     * listOf("id"))`.
     *
     * [onDelete] and [onUpdate] are `CASCADE`, `SET_NULL`, `RESTRICT`, `NO_ACTION` or
     * `SET_DEFAULT`; MySQL and MariaDB refuse `SET_DEFAULT`, Oracle has no [onUpdate]. Only
     * PostgreSQL, SQLite and Oracle know [deferrable]. [matchFull] refuses rows with some null
     * columns: PostgreSQL. With [notValid] PostgreSQL does not look at the rows that are there,
     * until [validateConstraint]; the others always do.
     *
     * PostgreSQL 18 and later: with [enforced] = false no row is ever looked at. With [period] the
     * last column of both sides is a range, and each moment of it has to be in a row that is
     * referred to, whose key is without overlaps.
     */
    public fun createForeignKey(
        name: String?,
        table: String,
        referent: String,
        columns: List<String>,
        referentColumns: List<String>,
        onDelete: ReferenceOption = NO_ACTION,
        onUpdate: ReferenceOption = NO_ACTION,
        deferrable: Boolean = false,
        initiallyDeferred: Boolean = false,
        matchFull: Boolean = false,
        notValid: Boolean = false,
        enforced: Boolean = true,
        period: Boolean = false,
        schema: String? = null,
        referentSchema: String? = null,
    ): Unit = recorder.record {
        val key =
            foreignKeyOf(name, columns, tableName(referent, referentSchema), referentColumns)
                .onDelete(ExposedTables.action(onDelete))
                .onUpdate(ExposedTables.action(onUpdate))
                .withDeferral(deferral(deferrable, initiallyDeferred))
                .withMatchFull(matchFull)
                .withValid(!notValid)
                .withEnforced(enforced)
                .withPeriod(period(period, columns))
        CreateForeignKey(tableName(table, schema), key)
    }

    /** The same over one column: `createForeignKey("fk", "orders", "users", "user_id", "id")`. */
    public fun createForeignKey(
        name: String?,
        table: String,
        referent: String,
        column: String,
        referentColumn: String,
        onDelete: ReferenceOption = NO_ACTION,
        onUpdate: ReferenceOption = NO_ACTION,
        deferrable: Boolean = false,
        initiallyDeferred: Boolean = false,
        matchFull: Boolean = false,
        notValid: Boolean = false,
        enforced: Boolean = true,
        schema: String? = null,
        referentSchema: String? = null,
    ): Unit =
        createForeignKey(
            name,
            table,
            referent,
            listOf(column),
            listOf(referentColumn),
            onDelete,
            onUpdate,
            deferrable,
            initiallyDeferred,
            matchFull,
            notValid,
            enforced,
            false,
            schema,
            referentSchema,
        )

    /**
     * Adds a unique constraint. Fails where rows repeat; several nulls are no repetition, but on
     * SQL Server. [nullsNotDistinct] makes them one: PostgreSQL 15 and later. Only PostgreSQL and
     * Oracle know [deferrable]. With [withoutOverlaps] the last column is a range, and two rows
     * with equal values in the others have no moment in common: PostgreSQL 18 and later.
     */
    public fun createUniqueConstraint(
        name: String?,
        table: String,
        vararg columns: String,
        nullsNotDistinct: Boolean = false,
        deferrable: Boolean = false,
        initiallyDeferred: Boolean = false,
        withoutOverlaps: Boolean = false,
        schema: String? = null,
    ): Unit = recorder.record {
        val names = columnNames(columns.asList(), "createUniqueConstraint")
        val unique =
            UniqueConstraint(
                name,
                names,
                nullsNotDistinct,
                deferral(deferrable, initiallyDeferred),
                period(withoutOverlaps, names),
            )
        CreateUniqueConstraint(tableName(table, schema), unique)
    }

    /**
     * Adds a check constraint. [condition] is SQL, without the outer parentheses. With [notValid]
     * PostgreSQL does not look at the rows that are there, until [validateConstraint]; the others
     * always do. With [enforced] = false no row is ever looked at: MySQL, and PostgreSQL 18 and
     * later.
     */
    public fun createCheckConstraint(
        name: String?,
        table: String,
        condition: String,
        notValid: Boolean = false,
        enforced: Boolean = true,
        schema: String? = null,
    ): Unit = recorder.record {
        val condition = given(condition, "the check's condition")
        val check = CheckConstraint(name, condition, !notValid, enforced)
        CreateCheckConstraint(tableName(table, schema), check)
    }

    /**
     * Gives a table without a primary key one. Its columns become NOT NULL. MySQL and MariaDB call
     * every primary key PRIMARY. With [withoutOverlaps] the last column is a range, and two rows
     * with equal values in the others have no moment in common: PostgreSQL 18 and later. Columns
     * that are no ranges need the extension btree_gist.
     */
    public fun createPrimaryKey(
        name: String?,
        table: String,
        vararg columns: String,
        withoutOverlaps: Boolean = false,
        schema: String? = null,
    ): Unit = recorder.record {
        val names = columnNames(columns.asList(), "createPrimaryKey")
        val key = PrimaryKey(name, names, period(withoutOverlaps, names))
        CreatePrimaryKey(tableName(table, schema), key)
    }

    /**
     * Makes a nullable column NOT NULL by a constraint with a name, where `alterColumn` leaves the
     * name to the server. PostgreSQL 18 and later.
     *
     * With [notValid] the rows that are there are not looked at, until [validateConstraint]. With
     * [noInherit] tables that inherit from this one may have nulls.
     */
    public fun createNotNullConstraint(
        name: String,
        table: String,
        column: String,
        notValid: Boolean = false,
        noInherit: Boolean = false,
        schema: String? = null,
    ): Unit = recorder.record {
        val constraint =
            NotNullConstraint(
                given(name, "the constraint's name"),
                given(column, "the column's name"),
                !notValid,
                noInherit,
            )
        CreateNotNullConstraint(tableName(table, schema), constraint)
    }

    /**
     * Adds an exclusion constraint, PostgreSQL's alone: no two rows for which all [elements]'
     * operators hold. `createExclusionConstraint("no_overlap", "bookings", column("room") to "=",
     * column("during") to "&&", method = "gist")`; mixing `=` with ranges needs the extension
     * btree_gist.
     */
    public fun createExclusionConstraint(
        name: String,
        table: String,
        vararg elements: Pair<IndexColumn, String>,
        method: String = "gist",
        where: String? = null,
        deferrable: Boolean = false,
        initiallyDeferred: Boolean = false,
        schema: String? = null,
    ): Unit = recorder.record {
        require(elements.isNotEmpty()) { OperationMessages.noColumn("createExclusionConstraint") }
        val constraint =
            ExclusionConstraint(
                given(name, "the constraint's name"),
                given(method, "the method"),
                elements.map { (column, operator) ->
                    Element(column, given(operator, "an operator"))
                },
                where,
                deferral(deferrable, initiallyDeferred),
            )
        CreateExclusionConstraint(tableName(table, schema), constraint)
    }

    /**
     * Looks at the rows that a constraint made with `notValid = true` has not seen, without
     * blocking writers. Nothing to do but on PostgreSQL.
     */
    public fun validateConstraint(name: String, table: String, schema: String? = null): Unit =
        recorder.record {
            ValidateConstraint(tableName(table, schema), given(name, "the constraint's name"))
        }

    /**
     * Gives a primary key, unique, check, foreign key, exclusion or NOT NULL constraint a new name.
     * It holds throughout. SQLite rebuilds the table; MySQL and MariaDB replace a check, a foreign
     * key or a primary key in one statement.
     */
    public fun renameConstraint(
        table: String,
        old: String,
        new: String,
        schema: String? = null,
    ): Unit = recorder.record {
        RenameConstraint(
            tableName(table, schema),
            given(old, "the constraint's name"),
            given(new, "the constraint's new name"),
        )
    }

    /**
     * Drops a primary key, unique, check, foreign key, exclusion or NOT NULL constraint by its
     * name.
     */
    public fun dropConstraint(
        name: String,
        table: String,
        ifExists: Boolean = false,
        schema: String? = null,
    ): Unit = recorder.record {
        DropConstraint(tableName(table, schema), given(name, "the constraint's name"), ifExists)
    }
}
