package io.kmigrate.dsl.builder

import io.kmigrate.dsl.message.OperationMessages
import io.kmigrate.operation.AddEnumValue
import io.kmigrate.operation.AlterSequence
import io.kmigrate.operation.CreateEnum
import io.kmigrate.operation.CreateSchema
import io.kmigrate.operation.CreateSequence
import io.kmigrate.operation.DropEnum
import io.kmigrate.operation.DropSchema
import io.kmigrate.operation.DropSequence
import io.kmigrate.operation.RenameEnumValue
import io.kmigrate.operation.SequenceChange
import io.kmigrate.schema.DatabaseEnum
import io.kmigrate.schema.Sequence
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.STABLE

/** Operations on schemas, sequences and enumeration types. */
@API(status = STABLE, since = "0.1")
public sealed interface SchemaOperations : RecordingScope {
    /**
     * Makes a named schema. Not on SQLite; on Oracle a schema is a user, made by its administrator.
     */
    public fun createSchema(name: String, ifNotExists: Boolean = false): Unit = recorder.record {
        CreateSchema(given(name, "the schema's name"), ifNotExists)
    }

    /** Drops a named schema that is empty. */
    public fun dropSchema(name: String, ifExists: Boolean = false): Unit = recorder.record {
        DropSchema(given(name, "the schema's name"), ifExists)
    }

    /**
     * Makes a sequence. A limit or [cache] of null is the database's own; [cycle] starts again at
     * the end. Not on SQLite and MySQL.
     */
    public fun createSequence(
        name: String,
        start: Long = 1,
        increment: Long = 1,
        minimum: Long? = null,
        maximum: Long? = null,
        cache: Long? = null,
        cycle: Boolean = false,
        ifNotExists: Boolean = false,
        schema: String? = null,
    ): Unit = recorder.record {
        val sequence = tableName(name, schema)
        CreateSequence(
            Sequence(sequence, start, increment, minimum, maximum, cache, cycle),
            ifNotExists,
        )
    }

    /** Changes a sequence: say only what changes. [restart] is the next number. */
    public fun alterSequence(
        name: String,
        restart: Long? = null,
        increment: Long? = null,
        minimum: Long? = null,
        maximum: Long? = null,
        cache: Long? = null,
        cycle: Boolean? = null,
        schema: String? = null,
    ): Unit = recorder.record {
        val changes = listOf(restart, increment, minimum, maximum, cache, cycle)
        require(changes.any { it != null }) { OperationMessages.nothingChanges("alterSequence") }
        AlterSequence(
            tableName(name, schema),
            SequenceChange(restart, increment, minimum, maximum, cache, cycle),
        )
    }

    /** Drops a sequence that nothing uses. */
    public fun dropSequence(
        name: String,
        ifExists: Boolean = false,
        schema: String? = null,
    ): Unit = recorder.record {
        DropSequence(tableName(name, schema), ifExists)
    }

    /**
     * Makes an enumeration type for columns declared with `databaseEnum`. PostgreSQL keeps it under
     * its name; elsewhere the columns carry the labels, and nothing is done.
     */
    public fun createEnum(
        name: String,
        vararg labels: String,
        ifNotExists: Boolean = false,
        schema: String? = null,
    ): Unit = recorder.record {
        require(labels.isNotEmpty()) { OperationMessages.noLabels(name) }
        val twice = labels.firstOrNull { label -> labels.count { it == label } > 1 }
        require(twice == null) { OperationMessages.repeatedLabel(name, "$twice") }
        CreateEnum(DatabaseEnum(tableName(name, schema), labels.asList()), ifNotExists)
    }

    /**
     * Adds a label to an enumeration type, at the end or next to another. PostgreSQL commits it by
     * itself, as a new label cannot be used before, and it cannot be taken back. SQLite takes any
     * label; MySQL, MariaDB and H2 refuse: change each column with `alterColumn`.
     */
    public fun addEnumValue(
        type: String,
        value: String,
        before: String? = null,
        after: String? = null,
        ifNotExists: Boolean = false,
        schema: String? = null,
    ): Unit = recorder.record {
        require(before == null || after == null) { OperationMessages.beforeAndAfter() }
        AddEnumValue(tableName(type, schema), value, before ?: after, before != null, ifNotExists)
    }

    /** Gives a label of an enumeration type a new name. PostgreSQL. */
    public fun renameEnumValue(
        type: String,
        old: String,
        new: String,
        schema: String? = null,
    ): Unit = recorder.record {
        RenameEnumValue(tableName(type, schema), old, new)
    }

    /** Drops an enumeration type that no column has. */
    public fun dropEnum(name: String, ifExists: Boolean = false, schema: String? = null): Unit =
        recorder.record {
            DropEnum(tableName(name, schema), ifExists)
        }
}
