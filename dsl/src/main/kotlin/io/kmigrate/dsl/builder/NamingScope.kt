package io.kmigrate.dsl.builder

import io.kmigrate.operation.NamingConvention
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.STABLE

/**
 * The receiver of `naming { }` in `env.kts`: how constraints and indexes are called that the model
 * gives no name. Texts may hold `{table}`, `{schema}`, `{columns}`, `{column}` (the first) and, in
 * foreign keys, `{referenced_table}` and `{referenced_columns}`.
 */
@API(status = STABLE, since = "0.1")
@MigrationDsl
public class NamingScope internal constructor() {
    public var primaryKey: String? = null
    public var unique: String? = null
    public var check: String? = null
    public var foreignKey: String? = null
    public var index: String? = null

    /** Unique indexes; when it is not said, they are called as [index] says. */
    public var uniqueIndex: String? = null

    internal fun convention() =
        NamingConvention(primaryKey, unique, check, foreignKey, index, uniqueIndex)
}
