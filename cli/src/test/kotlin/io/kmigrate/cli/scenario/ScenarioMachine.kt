package io.kmigrate.cli.scenario

import io.kmigrate.testing.FreePort
import io.kmigrate.testing.TestMysql
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger

/**
 * Runs the commands of scenarios as child processes, in a folder and with databases of their own.
 */
class ScenarioMachine(private val distribution: Path) : AutoCloseable {
    private val cache = Files.createDirectories(cacheOf(distribution))
    private val postgres = lazy {
        EmbeddedPostgres.builder()
            .setPort(FreePort.find())
            .setServerConfig("autovacuum", "off")
            .start()
    }
    private val databases = AtomicInteger()
    private val processes = CommandProcesses(distribution, cache)
    private val relay = lazy {
        CommandRelay(
            distribution.resolve("bin/migrate"),
            processes.root,
            HashMap<String, String>().also { environment(it, processes.root, mapOf()) },
            processes::run,
        )
    }

    /** An empty folder to play in. */
    fun folder(): CommandFolder = processes.folder()

    fun play(scenario: Scenario, place: Path): String {
        val urls = mapOf("PG_URL" to lazy { newDatabase() }, "MYSQL_URL" to lazy { newMysql() })
        return scenario.play { command ->
            val wanted = urls.filterKeys { name ->
                name in command || scenario.files.values.any { name in it }
            }
            val given = wanted.mapValues { it.value.value }
            val result = run(command, place, given, merged = false)
            Scenario.Result(masked(result.stdout), masked(result.stderr), result.exitCode)
        }
    }

    /**
     * Plays a readme in a folder that holds its files.
     *
     * @param environment what its reader has set
     * @param commandsIn the commands of a block, by its language
     * @param after hears of each command once it ended
     */
    fun play(
        readme: Readme,
        place: Path,
        environment: Map<String, String>,
        commandsIn: (String, String) -> List<String> = { _, _ -> emptyList() },
        after: (String) -> Unit = {},
    ): String =
        readme.play(
            place,
            object : Readme.Shell {
                override fun run(command: String): Scenario.Result =
                    run(command, place, environment).also { after(command) }

                override fun commandsIn(language: String, text: String): List<String> =
                    commandsIn(language, text)

                override fun plain(text: String): String = masked(text)
            },
        )

    /** Runs one command, with both streams in one; the user is called "you". */
    fun run(command: String, place: Path, environment: Map<String, String>): Scenario.Result {
        val result = run(command, place, environment, merged = true)
        val text = result.stdout.replace("by $USER on", "by you on")
        return Scenario.Result(text, result.stderr, result.exitCode)
    }

    /** A command that is not waited for. */
    fun start(command: String, place: Path, environment: Map<String, String>): Process =
        process("exec $command", place, environment)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()

    private fun process(command: String, place: Path, given: Map<String, String>) =
        ProcessBuilder("sh", "-c", command).directory(place.toFile()).also {
            environment(it.environment(), place, given)
            if (!CommandProcesses.isFresh && CommandRelay.plays(command)) {
                it.environment().merge("PATH", "${relay.value.folder}") { path, own ->
                    "$own:$path"
                }
            }
        }

    private fun newDatabase(): String {
        val name = "scenario${databases.incrementAndGet()}"
        postgres.value.postgresDatabase.connection.use { connection ->
            connection.createStatement().use { it.execute("create database $name") }
        }
        return "postgresql://postgres:correct-horse@localhost:${postgres.value.port}/$name"
    }

    private fun newMysql(): String =
        TestMysql.url(TestMysql.freshDatabase()).let {
            "mysql://root@localhost:" + it.substringAfter("127.0.0.1:").substringBefore('?')
        }

    private fun run(
        command: String,
        place: Path,
        given: Map<String, String>,
        merged: Boolean,
    ): Scenario.Result {
        val stdout = Files.createTempFile("stdout", null)
        val stderr = Files.createTempFile("stderr", null)
        try {
            val exitCode =
                inShared(command, place, given, stdout, if (merged) stdout else stderr)
                    ?: inOwn(command, place, given, stdout, stderr, merged)
            return Scenario.Result(read(stdout, place), read(stderr, place), exitCode)
        } finally {
            Files.delete(stdout)
            Files.delete(stderr)
        }
    }

    /** The exit code of a plain command; null for what needs a process of its own. */
    private fun inShared(
        command: String,
        place: Path,
        given: Map<String, String>,
        stdout: Path,
        stderr: Path,
    ): Int? {
        val arguments = PlainCommand.arguments(command) ?: return null
        val isOwn =
            CommandProcesses.isFresh || given.keys.any(CommandProcesses.OF_PROCESS::contains)
        if (isOwn) return null
        val variables = HashMap(System.getenv())
        environment(variables, place, given)
        return processes.run(CommandCall(arguments, "$place", variables, "$stdout", "$stderr"))
    }

    private fun inOwn(
        command: String,
        place: Path,
        given: Map<String, String>,
        stdout: Path,
        stderr: Path,
        merged: Boolean,
    ): Int {
        val process =
            process(command, place, given)
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile())
                .redirectErrorStream(merged)
                .start()
        process.outputStream.close()
        check(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) { "$command does not end" }
        return process.exitValue()
    }

    private fun environment(
        variables: MutableMap<String, String>,
        place: Path,
        given: Map<String, String>,
    ) {
        val path = variables["PATH"]
        variables.keys.removeIf {
            it.startsWith("MIGRATE_") || it.startsWith("LC_") || it == "DATABASE_URL"
        }
        variables["PATH"] = "$distribution/bin:$path"
        variables["JAVA_HOME"] = System.getProperty("java.home")
        variables["HOME"] = place.toString()
        variables["MIGRATE_CACHE"] = cache.toString()
        variables["HOSTNAME"] = "scenario"
        variables += given
    }

    private fun read(file: Path, place: Path): String =
        Files.readString(file)
            .replace(place.toString(), "<here>")
            .replace(distribution.toString(), "<distribution>")

    /** Without what differs from run to run. */
    private fun masked(text: String): String =
        text
            .replace(MOMENT, "<moment>")
            .replace("by $USER on", "by <user> on")
            .replace("'$USER', 'scenario'", "'<user>', 'scenario'")
            .replace("\"user\": \"$USER\"", "\"user\": \"<user>\"")
            .replace(TIME, "<time>")
            .replace(MILLISECONDS, "$1<time>")
            .replace(PORT, "localhost:<port>")
            .replace(DATABASE, "scenario")
            .replace(CONNECTION, "")

    override fun close() {
        if (relay.isInitialized()) relay.value.close()
        processes.close()
        if (postgres.isInitialized()) {
            postgres.value.close()
        }
    }

    companion object {
        /** Where all processes of a build that run [distribution] find what others compiled. */
        fun cacheOf(distribution: Path): Path =
            distribution.toAbsolutePath().resolveSibling("scenario-cache")

        private const val PATIENCE_MINUTES = 3L
        private val USER: String = System.getProperty("user.name")
        private val MOMENT = Regex("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z| UTC)")
        private val TIME = Regex("\\b\\d+ ms\\b|\\b\\d+\\.\\d s\\b")
        private val MILLISECONDS = Regex("(\"milliseconds\": )\\d+")
        /** Numbered in the order in which scenarios ask for one. */
        private val DATABASE = Regex("\\bscenario\\d+|\\btest_\\d+")
        /** MariaDB's driver counts the connections of a server. */
        private val CONNECTION = Regex("\\(conn=\\d+\\) ")
        private val PORT = Regex("localhost:\\d{4,5}")
    }
}
