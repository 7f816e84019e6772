package io.kmigrate.cli.command

/** Files, bundles, configurations and databases that are there already. */
internal object FixFileCases {
    val ALL: List<FixCase> =
        listOf(
            FixCase(
                "BundleMessages.noBundleFile: migrate bundle -o <file>",
                "--scripts app.jar validate",
                "migrate bundle -o app.jar",
                after = listOf("--scripts app.jar validate"),
            ) {
                line()
            },
            FixCase(
                "BundleMessages.noBundleIn: migrate bundle --force -o <file>",
                "--scripts app.jar validate",
                "migrate bundle --force -o app.jar",
                after = listOf("--scripts app.jar validate"),
            ) {
                line()
                emptyJar("app.jar")
            },
            FixCase(
                "BundleMessages.otherFile: --force",
                "bundle -o app.jar",
                "--force",
                "bundle --force -o app.jar",
                listOf("--scripts app.jar validate"),
            ) {
                script("aaaa1111", null)
                succeed("bundle -o app.jar")
                script("bbbb2222", "aaaa1111")
            },
            FixCase(
                "LintMessages.baselineUnreadable: migrate lint --update-baseline",
                "lint",
                "migrate lint --update-baseline",
                after = listOf("lint"),
            ) {
                line()
                file("lint-baseline.json", "[")
            },
            FixCase(
                "StepMessages.fixExistingDatabase: stamp <revision>",
                "upgrade",
                "stamp aaaa1111",
                after = listOf("upgrade", "current --check-heads"),
            ) {
                sql("create table a (id integer)")
                line()
            },
            FixCase(
                "StepMessages.fixExistingDatabase: revision --autogenerate --from-database -m baseline --stamp",
                "upgrade",
                "revision --autogenerate --from-database -m baseline --stamp",
                after = listOf("upgrade", "current --check-heads"),
            ) {
                sql("create table a (id integer)")
                line()
                // The advice names a folder without scripts; the failed run is over when they go.
                afterFailure {
                    listOf("aaaa1111", "bbbb2222").forEach {
                        remove("migrations/$it.migration.kts")
                    }
                }
            },
            FixCase(
                "RunMessages.existingDatabase: migrate stamp",
                "status",
                "migrate stamp",
                "stamp aaaa1111",
                listOf("upgrade"),
                isFailure = false,
            ) {
                sql("create table a (id integer)")
                line()
            },
            FixCase(
                "RunMessages.existingDatabase: migrate revision --autogenerate --from-database -m baseline --stamp",
                "status",
                "migrate revision --autogenerate --from-database -m baseline --stamp",
                after = listOf("current --check-heads"),
                isFailure = false,
            ) {
                sql("create table a (id integer)")
            },
            FixCase(
                "ScriptMessages.emptyScript: migrate revision",
                "upgrade",
                "migrate revision",
                "revision -m next",
                listOf("upgrade"),
            ) {
                file("migrations/x.migration.kts", "")
                afterFailure { remove("migrations/x.migration.kts") }
            },
            FixCase(
                "ConfigurationMessages.noFile: migrate init",
                "-c other.toml status",
                "migrate init",
                "init @",
                after = listOf("status"),
            ) {
                remove("migrate.toml")
            },
            FixCase(
                "DoctorMessages.initialize: migrate init",
                "doctor",
                "migrate init",
                "init @",
                after = listOf("doctor"),
            ) {
                remove("migrate.toml")
                remove("migrations")
            },
            FixCase(
                "ConfigurationMessages.nothingHere: migrate init",
                "status",
                "migrate init",
                "init @",
                after = listOf("status"),
            ) {
                remove("migrate.toml")
                remove("migrations")
            },
            FixCase(
                "FileMessages.noEditor: migrate show",
                "edit aaaa1111",
                "migrate show",
                "show aaaa1111",
            ) {
                line()
            },
            FixCase(
                "FileMessages.noTerminal: migrate show",
                "edit aaaa1111",
                "migrate show",
                "show aaaa1111",
            ) {
                line()
                useEditor("vi")
            },
            FixCase(
                "FileMessages.setUrl: migrate revision -m \"…\"",
                "init @",
                "migrate revision -m \"…\"",
                after = listOf("upgrade"),
                isFailure = false,
            ) {
                remove("migrate.toml")
            },
            FixCase(
                "ModelMessages.differ: migrate revision --autogenerate -m \"…\"",
                "check",
                "migrate revision --autogenerate -m \"…\"",
                after = listOf("check", "upgrade"),
            ) {
                script("aaaa1111", null)
                model()
                succeed("upgrade")
            },
            FixCase(
                "UsageMessages.noTemplate: migrate list-templates",
                "init @ -t nope",
                "migrate list-templates",
                after = listOf("init @ -t plain"),
            ) {
                remove("migrate.toml")
            },
        )
}
