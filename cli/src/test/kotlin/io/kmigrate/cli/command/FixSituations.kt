package io.kmigrate.cli.command

/** `a`, and `b` on it. */
internal fun FixProject.line() {
    script("aaaa1111", null)
    script("bbbb2222", "aaaa1111")
}

/** `b` and `c` on `a`. */
internal fun FixProject.fork() {
    line()
    script("cccc3333", "aaaa1111")
}

/** `c` comes between `a` and `b`, which are applied. */
internal fun FixProject.late(body: String? = null) {
    line()
    succeed("upgrade")
    script("cccc3333", "aaaa1111", body)
    script("bbbb2222", "cccc3333")
}

/** `a` stopped after its first operation; the next one fails, or may be done. */
internal fun FixProject.unfinished(isInFlight: Boolean = false) {
    script(
        "aaaa1111",
        null,
        "createTable(\"a\") { integer(\"id\") }\n    execute(\"insert into nowhere values (1)\")",
        "transactional = false",
    )
    fail("upgrade")
    sql("create table nowhere (id integer)")
    if (isInFlight) sql("update migrate_history set outcome = 'in-flight'")
}

/** The downgrade of `a` stopped after its first operation. */
internal fun FixProject.unfinishedDowngrade() {
    file(
        "migrations/aaaa1111.migration.kts",
        FixProject.text("aaaa1111", null, header = "transactional = false") +
            "downgrade {\n    dropTable(\"a\")\n    execute(\"insert into nowhere values (1)\")\n}\n",
    )
    succeed("upgrade")
    fail("downgrade")
    sql("create table nowhere (id integer)")
    script("cccc3333", null, header = "branchLabels(\"side\")")
}

/** `a` stopped after a statement that no inverse is known of. */
internal fun FixProject.notDerivable() {
    sql("create table here (id integer)")
    script(
        "aaaa1111",
        null,
        "execute(\"insert into here values (1)\")\n    execute(\"insert into nowhere values (1)\")",
        "transactional = false",
    )
    fail("upgrade")
    sql("create table nowhere (id integer)")
}

internal fun FixProject.code() = script("aaaa1111", null, "data(\"work\") { println() }")

internal fun FixProject.model() {
    settings("[model]\nscripts = [\"model\"]")
    file(
        "model/a.tables.kts",
        "object A : Table(\"a\") { val id = integer(\"id\") }\nobject B : Table(\"b\") { val id = integer(\"id\") }\n",
    )
}
