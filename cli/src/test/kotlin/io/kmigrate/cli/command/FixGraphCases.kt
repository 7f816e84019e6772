package io.kmigrate.cli.command

/** The graph of revisions, and the heads of it. */
internal object FixGraphCases {
    val ALL: List<FixCase> =
        listOf(
            FixCase(
                "GraphMessages.severalHeads: merge <ids> -m TEXT",
                "validate",
                "merge bbbb2222 cccc3333 -m TEXT",
                after = listOf("validate", "check --heads"),
                isFailure = false,
            ) {
                fork()
            },
            FixCase(
                "TargetMessages.multipleHeads: heads",
                "upgrade",
                "heads",
                "upgrade heads",
                listOf("current"),
            ) {
                fork()
            },
            FixCase(
                "TargetMessages.multipleHeads: merge <ids>",
                "upgrade",
                "merge bbbb2222 cccc3333",
                after = listOf("upgrade", "check --heads"),
            ) {
                fork()
            },
            FixCase(
                "TargetMessages.multipleHeads: merge <ids>",
                "upgrade",
                "merge dddd4444 cccc3333",
                after = listOf("check --heads", "upgrade", "current --check-heads"),
            ) {
                fork()
                script("dddd4444", "aaaa1111", header = "dependsOn(\"bbbb2222\")")
            },
            FixCase(
                "TargetMessages.multipleHeads: <ids>",
                "upgrade +1",
                "bbbb2222",
                "upgrade bbbb2222",
            ) {
                fork()
                succeed("upgrade aaaa1111")
            },
            FixCase(
                "DoctorMessages.merge: migrate merge heads -m \"…\"",
                "doctor",
                "migrate merge heads -m \"…\"",
                after = listOf("doctor"),
                isFailure = false,
            ) {
                fork()
                succeed("upgrade heads")
            },
            FixCase(
                "RunMessages.severalHeads: migrate merge heads -m \"…\"",
                "check --heads",
                "migrate merge heads -m \"…\"",
                after = listOf("check --heads", "upgrade"),
            ) {
                fork()
                succeed("upgrade heads")
            },
            FixCase(
                "RunMessages.pending: migrate upgrade<target>",
                "current --check-heads",
                "migrate upgrade heads",
                after = listOf("current --check-heads"),
            ) {
                fork()
                succeed("upgrade bbbb2222")
            },
            FixCase(
                "RunMessages.pending: migrate upgrade<target>",
                "current --check-heads",
                "migrate upgrade",
                after = listOf("current --check-heads"),
            ) {
                line()
                succeed("upgrade aaaa1111")
            },
            FixCase(
                "NewRevisionMessages.notAHead: --splice",
                "revision -m next --head aaaa1111",
                "--splice",
                "revision -m next --head aaaa1111 --splice",
                listOf("heads"),
            ) {
                line()
            },
            FixCase(
                "NewRevisionMessages.notAHead: heads",
                "revision -m next --head aaaa1111",
                "heads",
                after = listOf("revision -m next --head bbbb2222"),
            ) {
                line()
            },
        )
}
