package io.kmigrate.cli.command

import io.kmigrate.Migrator
import io.kmigrate.MigratorBuilder
import io.kmigrate.OfflineMigrator
import io.kmigrate.cli.DriverLogs
import io.kmigrate.cli.Interruption
import io.kmigrate.cli.ProcessContext
import io.kmigrate.cli.config.ConfigFile
import io.kmigrate.cli.config.Settings
import io.kmigrate.cli.message.ConfigurationMessages
import io.kmigrate.cli.output.Output
import io.kmigrate.cli.output.Progress
import io.kmigrate.cli.output.RevisionJson
import io.kmigrate.cli.output.RevisionText
import io.kmigrate.dialect.DatabaseUrl
import io.kmigrate.dialect.Dialect
import io.kmigrate.failure.MigrationException
import io.kmigrate.plan.Status
import io.kmigrate.revision.MigrationSource
import io.kmigrate.source.MigrationSources
import java.net.URLClassLoader
import java.nio.file.Files

/** What a command works with: the settings, a migrator made of them, and where its words go. */
internal class Session(
    val settings: Settings,
    val output: Output,
    private val parameters: Map<String, String>,
    val surroundings: ProcessContext,
    private val interruption: Interruption,
) : AutoCloseable {
    private val progress = Progress(output)
    private val thread = Thread.currentThread()
    private val loaderAsFound: ClassLoader? = thread.contextClassLoader
    private val classes = classLoader()

    /** Opens nothing until it is asked for something. */
    val migrator: Migrator by lazy { newMigrator() }

    /** One that sees the scripts as they are now. */
    fun newMigrator(): Migrator = connected(builder())

    private fun connected(builder: MigratorBuilder): Migrator {
        settings.lockTimeout?.let(builder::lockTimeout)
        settings.lockRetries?.let(builder::lockRetries)
        builder.ignoreUnknownRevisions(settings.ignoresUnknownRevisions)
        builder.pooled(settings.isPooled)
        databaseUrl()?.let { builder.dataSource(interruption.watch(it.dataSource())) }
        return builder.build()
    }

    /** The scripts themselves. */
    fun source(): MigrationSource {
        requireScripts()
        val folders = settings.folders
        return MigrationSources(folders.paths, folders.recursive, emptyMap()).open(
            parameters,
            null,
        ) {
            output.warn(it)
        }
    }

    /** Knows no database: neither a driver nor a URL is needed. */
    fun withoutDatabase(): Migrator = builder().build()

    /** Writes SQL text. */
    fun offline(dialect: Dialect): OfflineMigrator = withoutDatabase().offline(dialect)

    private fun builder(): MigratorBuilder {
        requireScripts()
        val folders = settings.folders
        val builder =
            Migrator.builder()
                .scripts(*folders.paths.toTypedArray())
                .recursive(folders.recursive)
                .versionTable(settings.versionTable)
                .transaction(settings.transaction)
                .addParameters(parameters)
                .addSecrets(surroundings.secrets.values)
                .warnings { output.warn(it) }
                .listener { event ->
                    interruption.follow(event)
                    progress.on(event)
                }
        settings.online?.let(builder::online)
        settings.onlineCommand?.let(builder::onlineCommand)
        settings.statementLockTimeout?.let(builder::statementLockTimeout)
        settings.statementTimeout?.let(builder::statementTimeout)
        settings.lint?.let(builder::lint)
        settings.imported?.let(builder::importedFrom)
        settings.model?.let(builder::model)
        settings.environment?.let(builder::environmentScript)
        settings.deployment?.let(builder::environment)
        return settings.tag?.let(builder::tag) ?: builder
    }

    /** Null when none is given; never shown with its password. */
    fun databaseUrl(): DatabaseUrl? {
        val text = settings.url ?: return null
        surroundings.secrets.add(DatabaseUrl.secrets(text))
        val url = DatabaseUrl.parse(text)
        val login =
            url.withCredentials(settings.user ?: url.user(), settings.password ?: url.password())
        surroundings.secrets.add(login.secrets())
        if (url.isServer) {
            DriverLogs.silence()
        }
        return login
    }

    /** What the database has, compared with the scripts. */
    fun status(): Status = migrator.status()

    /**
     * The same, for commands that can do without a database: none is asked unless the user wants to
     * know.
     *
     * @param wanted whether the user asked for it: then a failure is one
     */
    fun statusIfKnown(wanted: Boolean): Status? =
        when {
            wanted -> status()
            !output.mode.json || settings.url == null -> null
            else -> {
                // What is wrong with the scripts is no matter of the database.
                migrator.graph()
                try {
                    status()
                } catch (failure: MigrationException) {
                    output.warn(ConfigurationMessages.appliedUnknown("${failure.message}"))
                    null
                }
            }
        }

    fun revisionText(status: Status?): RevisionText =
        RevisionText(migrator.graph(), output.paint, status, output.columns)

    fun revisionJson(status: Status?): RevisionJson = RevisionJson(migrator.graph(), status)

    /** What the database has, where one is known and answers; says nothing where none does. */
    fun statusIfThere(): Status? =
        if (settings.url == null) null
        else
            try {
                connected(builder().warnings {}).status()
            } catch (_: MigrationException) {
                null
            }

    /** Without a configuration and without scripts, the user is most likely in the wrong folder. */
    private fun requireScripts() {
        val missing = settings.scripts.none { Files.exists(surroundings.folder.resolve(it)) }
        if (settings.file == null && missing) {
            throw ConfigurationMessages.nothingHere(
                    ConfigFile.NAME,
                    settings.scripts.map { it.toString() },
                )
                .exception()
        }
    }

    /** Scripts see what this thread sees. */
    private fun classLoader(): URLClassLoader? {
        val path = settings.scriptClassPath
        // A command that compiles nothing can do without.
        path.missing.forEach { output.warn(ConfigurationMessages.missingClassPath(it)) }
        if (path.entries.isEmpty()) {
            return null
        }
        val urls = path.entries.map { surroundings.folder.resolve(it).toUri().toURL() }
        val loader = URLClassLoader(urls.toTypedArray(), Session::class.java.classLoader)
        thread.contextClassLoader = loader
        return loader
    }

    override fun close() {
        thread.contextClassLoader = loaderAsFound
        classes?.close()
        progress.abandon()
    }
}
