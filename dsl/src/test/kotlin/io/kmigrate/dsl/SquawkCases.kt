package io.kmigrate.dsl

import io.kmigrate.dsl.builder.OperationScope

/**
 * A migration on a database that has users and orders.
 *
 * @property source what of squawk's documentation it follows
 */
internal class SquawkCase(val source: String, val upgrade: OperationScope.() -> Unit)

/** What the migrations start from. */
internal val squawkSchema: OperationScope.() -> Unit = {
    createTable("users") {
        val id = long("id")
        text("email").nullable()
        varchar("name", 50).nullable()
        integer("age").nullable()
        decimal("credit", 10, 2).nullable()
        primaryKey(id)
    }
    createTable("orders") {
        val id = long("id")
        long("user_id")
        text("state").nullable()
        primaryKey(id)
    }
    createIndex("ix_orders_user", "orders", "user_id")
    createIndex("ix_users_email", "users", "email")
    createEnum("mood", "sad", "ok")
}

/**
 * Sixty migrations for PostgreSQL, written after the documentation of squawk's rules and of ours:
 * as operations where there are some, and as SQL text.
 */
internal val squawkCases: List<SquawkCase> =
    listOf(
        SquawkCase("require-concurrent-index-creation") { createIndex("ix_name", "users", "name") },
        SquawkCase("require-concurrent-index-creation, the way out") {
            createIndex("ix_name", "users", "name", concurrently = true)
        },
        SquawkCase("require-concurrent-index-creation, unique") {
            createIndex("ux_name", "users", "name", unique = true)
        },
        SquawkCase("require-concurrent-index-creation, of a new table") {
            createTable("rooms") {
                val id = long("id")
                text("name")
                primaryKey(id)
            }
            createIndex("ix_rooms_name", "rooms", "name")
        },
        SquawkCase("require-concurrent-index-creation, in SQL text") {
            execute("CREATE INDEX ix_age ON users USING btree (age) WHERE age > 17")
        },
        SquawkCase("require-concurrent-index-deletion") { dropIndex("ix_users_email", "users") },
        SquawkCase("require-concurrent-index-deletion, the way out") {
            dropIndex("ix_users_email", "users", concurrently = true)
        },
        SquawkCase("require-concurrent-index-deletion, in SQL text") {
            execute("DROP INDEX IF EXISTS ix_users_email")
        },
        SquawkCase("disallowed-unique-constraint") {
            createUniqueConstraint("ux_users_email", "users", "email")
        },
        SquawkCase("disallowed-unique-constraint, in SQL text") {
            execute("ALTER TABLE users ADD CONSTRAINT ux_users_email UNIQUE (email)")
        },
        SquawkCase("disallowed-unique-constraint, the way out") {
            execute("ALTER TABLE users ADD CONSTRAINT ux_users_email UNIQUE USING INDEX ux_email")
        },
        SquawkCase("adding-primary-key-constraint") {
            execute("ALTER TABLE logs ADD PRIMARY KEY (id)")
        },
        SquawkCase("adding-primary-key-constraint, the way out") {
            execute("ALTER TABLE logs ADD CONSTRAINT pk_logs PRIMARY KEY USING INDEX ux_logs")
        },
        SquawkCase("adding-serial-primary-key-field") {
            execute("ALTER TABLE logs ADD COLUMN id bigserial PRIMARY KEY")
        },
        SquawkCase("adding-foreign-key-constraint") {
            createForeignKey("fk_user", "orders", "users", listOf("user_id"), listOf("id"))
        },
        SquawkCase("adding-foreign-key-constraint, the way out") {
            createForeignKey(
                "fk_user",
                "orders",
                "users",
                listOf("user_id"),
                listOf("id"),
                notValid = true,
            )
        },
        SquawkCase("adding-foreign-key-constraint, validated later") {
            validateConstraint("fk_user", "orders")
        },
        SquawkCase("adding-foreign-key-constraint, in SQL text") {
            execute(
                "ALTER TABLE orders ADD CONSTRAINT fk_user FOREIGN KEY (user_id) REFERENCES users (id)"
            )
        },
        SquawkCase("constraint-missing-not-valid") {
            createCheckConstraint("ck_age", "users", "age >= 0")
        },
        SquawkCase("constraint-missing-not-valid, the way out") {
            createCheckConstraint("ck_age", "users", "age >= 0", notValid = true)
        },
        SquawkCase("constraint-missing-not-valid, validated in one transaction") {
            createCheckConstraint("ck_age", "users", "age >= 0", notValid = true)
            validateConstraint("ck_age", "users")
        },
        SquawkCase("constraint-missing-not-valid, in SQL text") {
            execute("ALTER TABLE users ADD CONSTRAINT ck_age CHECK (age >= 0)")
        },
        SquawkCase("adding-not-nullable-field") {
            alterColumn("users", "email") { nullable(false) }
        },
        SquawkCase("adding-not-nullable-field, in SQL text") {
            execute("ALTER TABLE users ALTER COLUMN email SET NOT NULL")
        },
        SquawkCase("adding-required-field") { addColumn("users") { text("country") } },
        SquawkCase("adding-required-field, the way out") {
            addColumn("users") { text("country").nullable() }
        },
        SquawkCase("adding-required-field, in SQL text") {
            execute("ALTER TABLE users ADD COLUMN country text NOT NULL")
        },
        SquawkCase("adding-field-with-default, a constant") {
            addColumn("users") { text("country").default("de") }
        },
        SquawkCase("adding-field-with-default, volatile") {
            execute("ALTER TABLE users ADD COLUMN token uuid DEFAULT gen_random_uuid()")
        },
        SquawkCase("adding-field-with-default, random") {
            execute("ALTER TABLE users ADD COLUMN score double precision DEFAULT random()")
        },
        SquawkCase("adding-field-with-default, generated") {
            execute(
                "ALTER TABLE users ADD COLUMN twice integer GENERATED ALWAYS AS (age * 2) STORED"
            )
        },
        SquawkCase("changing-column-type") { alterColumn("users", "age") { type { long(it) } } },
        SquawkCase("changing-column-type, in SQL text") {
            execute("ALTER TABLE users ALTER COLUMN age SET DATA TYPE bigint")
        },
        SquawkCase("changing-column-type, to text") {
            alterColumn("users", "age") {
                type { text(it) }
                using("age::text")
            }
        },
        SquawkCase("renaming-column") { renameColumn("users", "email", "mail") },
        SquawkCase("renaming-column, in SQL text") {
            execute("ALTER TABLE users RENAME COLUMN email TO mail")
        },
        SquawkCase("renaming-table") { renameTable("users", "members") },
        SquawkCase("renaming-table, in SQL text") {
            execute("ALTER TABLE users RENAME TO members")
        },
        SquawkCase("ban-drop-column") { dropColumn("users", "email") },
        SquawkCase("ban-drop-column, in SQL text") {
            execute("ALTER TABLE users DROP COLUMN IF EXISTS email")
        },
        SquawkCase("ban-drop-table") { dropTable("users") },
        SquawkCase("ban-drop-table, in SQL text") { execute("DROP TABLE users CASCADE") },
        SquawkCase("ban-drop-database") { execute("DROP DATABASE shop") },
        SquawkCase("ban-drop-not-null") { alterColumn("orders", "user_id") { nullable(true) } },
        SquawkCase("ban-drop-not-null, in SQL text") {
            execute("ALTER TABLE orders ALTER COLUMN user_id DROP NOT NULL")
        },
        SquawkCase("ban-truncate-cascade") { execute("TRUNCATE TABLE users CASCADE") },
        SquawkCase("ban-char-field") {
            execute("CREATE TABLE rooms (id bigint PRIMARY KEY, code char(3))")
        },
        SquawkCase("prefer-text-field") {
            createTable("rooms") {
                val id = long("id")
                varchar("name", 20)
                primaryKey(id)
            }
        },
        SquawkCase("prefer-timestamp-tz") {
            execute("ALTER TABLE users ADD COLUMN seen timestamp")
        },
        SquawkCase("prefer-identity") { execute("CREATE TABLE rooms (id bigserial PRIMARY KEY)") },
        SquawkCase("prefer-bigint-over-int") {
            createTable("rooms") {
                val id = integer("id")
                primaryKey(id)
            }
        },
        SquawkCase("ban-create-domain-with-constraint") {
            execute("CREATE DOMAIN positive AS integer CHECK (VALUE > 0)")
        },
        SquawkCase("ban-alter-domain-with-add-constraint") {
            execute("ALTER DOMAIN positive ADD CONSTRAINT ck CHECK (VALUE > 0)")
        },
        SquawkCase("require-enum-value-ordering") { addEnumValue("mood", "happy") },
        SquawkCase("require-enum-value-ordering, the way out") {
            addEnumValue("mood", "happy", after = "ok")
        },
        SquawkCase("require-concurrent-reindex") { execute("REINDEX TABLE users") },
        SquawkCase("require-concurrent-partition-detach") {
            execute("ALTER TABLE events DETACH PARTITION events_2020")
        },
        SquawkCase("prefer-repack") { execute("VACUUM FULL users") },
        SquawkCase("transaction-nesting") {
            execute("BEGIN; UPDATE users SET age = 1 WHERE id < 9; COMMIT")
        },
        SquawkCase("a backfill beside a change") {
            addColumn("users") { text("country").nullable() }
            execute("UPDATE users SET country = 'de'")
        },
    )
