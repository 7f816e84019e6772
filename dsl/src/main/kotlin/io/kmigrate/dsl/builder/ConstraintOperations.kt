package io.kmigrate.dsl.builder

import io.kmigrate.exposed.ExposedTables
import io.kmigrate.operation.CreateCheckConstraint
import io.kmigrate.operation.CreateForeignKey
import io.kmigrate.operation.CreatePrimaryKey
import io.kmigrate.operation.CreateUniqueConstraint
import io.kmigrate.operation.DropConstraint
import io.kmigrate.schema.CheckConstraint
import io.kmigrate.schema.PrimaryKey
import io.kmigrate.schema.UniqueConstraint
import org.jetbrains.exposed.v1.core.ReferenceOption
import org.jetbrains.exposed.v1.core.ReferenceOption.NO_ACTION

/**
 * Operations on constraints. A name of null leaves it to the database, and then neither a derived
 * downgrade nor [dropConstraint] can find the constraint. SQLite rebuilds the table for most of
 * them.
 */
public sealed interface ConstraintOperations : RecordingScope {
    /**
     * Adds a foreign key: `createForeignKey("fk", "orders", "users", listOf("user_id"),
     * listOf("id"))`.
     *
     * [onDelete] and [onUpdate] are `CASCADE`, `SET_NULL`, `RESTRICT`, `NO_ACTION` or
     * `SET_DEFAULT`; MySQL and MariaDB refuse `SET_DEFAULT`, Oracle has no [onUpdate]. Only
     * PostgreSQL, SQLite and Oracle know [deferrable].
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
        schema: String? = null,
        referentSchema: String? = null,
    ): Unit = recorder.record {
        val key =
            foreignKeyOf(name, columns, tableName(referent, referentSchema), referentColumns)
                .onDelete(ExposedTables.action(onDelete))
                .onUpdate(ExposedTables.action(onUpdate))
                .withDeferral(deferral(deferrable, initiallyDeferred))
        CreateForeignKey(tableName(table, schema), key)
    }

    /**
     * Adds a unique constraint. Fails where rows repeat; several nulls are no repetition, but on
     * SQL Server.
     */
    public fun createUniqueConstraint(
        name: String?,
        table: String,
        vararg columns: String,
        schema: String? = null,
    ): Unit = recorder.record {
        val names = columnNames(columns.asList(), "createUniqueConstraint")
        CreateUniqueConstraint(tableName(table, schema), UniqueConstraint(name, names))
    }

    /** Adds a check constraint. [condition] is SQL, without the outer parentheses. */
    public fun createCheckConstraint(
        name: String?,
        table: String,
        condition: String,
        schema: String? = null,
    ): Unit = recorder.record {
        val check = CheckConstraint(name, given(condition, "the check's condition"))
        CreateCheckConstraint(tableName(table, schema), check)
    }

    /**
     * Gives a table without a primary key one. Its columns become NOT NULL. MySQL and MariaDB call
     * every primary key PRIMARY.
     */
    public fun createPrimaryKey(
        name: String?,
        table: String,
        vararg columns: String,
        schema: String? = null,
    ): Unit = recorder.record {
        val names = columnNames(columns.asList(), "createPrimaryKey")
        CreatePrimaryKey(tableName(table, schema), PrimaryKey(name, names))
    }

    /** Drops a primary key, unique, check or foreign key constraint, found by its name. */
    public fun dropConstraint(
        name: String,
        table: String,
        ifExists: Boolean = false,
        schema: String? = null,
    ): Unit = recorder.record {
        DropConstraint(tableName(table, schema), given(name, "the constraint's name"), ifExists)
    }
}
