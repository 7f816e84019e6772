package io.kmigrate.cli.command

/** Scripts that changed or came late. */
internal object FixRepairCases {
    val ALL: List<FixCase> =
        listOf(
            FixCase(
                "RunMessages.editedScript: migrate repair <id>",
                "upgrade",
                "migrate repair bbbb2222",
                "repair bbbb2222 -m why",
                listOf("upgrade"),
            ) {
                line()
                succeed("upgrade")
                script("bbbb2222", "aaaa1111", "createTable(\"b\") { long(\"id\") }")
            },
            FixCase(
                "LateMessages.changedParent: migrate repair <id>",
                "upgrade",
                "migrate repair cccc3333",
                "repair cccc3333 -m why",
                listOf("upgrade cccc3333"),
            ) {
                line()
                script("cccc3333", "bbbb2222")
                succeed("upgrade")
                script("cccc3333", "aaaa1111")
            },
            FixCase(
                "LateMessages.missing: migrate upgrade --include-late",
                "upgrade",
                "migrate upgrade --include-late",
                after = listOf("upgrade", "current --check-heads"),
            ) {
                late()
            },
            FixCase(
                "LateMessages.missing: migrate stamp <rows>",
                "upgrade",
                "migrate stamp bbbb2222",
                after = listOf("upgrade", "current --check-heads"),
            ) {
                late()
            },
            FixCase(
                "LateMessages.missing: migrate repair <id>",
                "upgrade",
                "migrate repair cccc3333",
                "repair cccc3333 -m why",
                listOf("upgrade"),
            ) {
                late()
            },
            FixCase(
                "LateMessages.conflict: migrate downgrade <parents>",
                "upgrade --include-late",
                "migrate downgrade aaaa1111",
                after = listOf("upgrade", "current --check-heads"),
            ) {
                late("execute(\"insert into a (id) values (1)\", undo = \"\")")
            },
            FixCase(
                "LateMessages.conflict: migrate upgrade",
                "upgrade --include-late",
                "migrate upgrade",
                "downgrade aaaa1111",
                listOf("upgrade", "current --check-heads"),
            ) {
                late("execute(\"insert into a (id) values (1)\", undo = \"\")")
            },
            FixCase(
                "RunMessages.missing: migrate upgrade --include-late",
                "current --check-heads",
                "migrate upgrade --include-late",
                after = listOf("current --check-heads"),
            ) {
                late()
            },
            FixCase(
                "RunMessages.moved: migrate repair",
                "status",
                "migrate repair",
                "repair -m why",
                listOf("upgrade cccc3333"),
                isFailure = false,
            ) {
                line()
                script("cccc3333", "bbbb2222")
                succeed("upgrade")
                script("cccc3333", "aaaa1111")
            },
            FixCase(
                "RunMessages.edited: migrate repair",
                "status",
                "migrate repair",
                "repair -m why",
                listOf("upgrade"),
                isFailure = false,
            ) {
                line()
                succeed("upgrade")
                script("bbbb2222", "aaaa1111", "createTable(\"b\") { long(\"id\") }")
            },
            FixCase(
                "RunMessages.versionRowChanged: stamp",
                "upgrade",
                "stamp",
                "stamp aaaa1111",
                listOf("current"),
            ) {
                script("aaaa1111", null)
                succeed("upgrade")
                script("bbbb2222", "aaaa1111", "execute(\"delete from migrate_version\")")
            },
        )
}
