package io.kmigrate.dsl.builder

import org.apiguardian.api.API
import org.apiguardian.api.API.Status.STABLE

/** What `env.kts` can tell apart among what is compared. */
@API(status = STABLE, since = "0.1")
public enum class ObjectKind {
    SCHEMA,
    TABLE,
    SEQUENCE,
    ENUM,

    /** Views are never compared; `--from-database` writes them. */
    VIEW,

    /** Functions, procedures and triggers: as views. */
    PROGRAM,
    COLUMN,
    PRIMARY_KEY,
    UNIQUE,
    CHECK,
    FOREIGN_KEY,
    EXCLUSION,
    INDEX,
}

/**
 * Something that is compared, on either side.
 *
 * @property schema null for what is in the schema where the connection starts
 * @property table the table of a column, constraint or index; null for what stands by itself
 * @property name that of a constraint without one is the name it would be given
 */
@API(status = STABLE, since = "0.1")
public data class ComparedObject(
    val kind: ObjectKind,
    val schema: String?,
    val table: String?,
    val name: String,
)
