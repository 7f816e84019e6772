package io.kmigrate.cli.command

import io.kmigrate.dsl.source.ImportedScripts
import io.kmigrate.graph.RevisionGraph
import io.kmigrate.importer.ImportedHistory
import io.kmigrate.importer.NewRevisions
import io.kmigrate.repeatable.DeclaredRepeatable
import io.kmigrate.revision.Migration
import io.kmigrate.revision.MigrationOptions
import io.kmigrate.revision.MigrationSource
import java.nio.file.Files

/**
 * The scripts that are there before an import: an earlier one made them, and they stay as they are.
 */
internal class ImportedProject
private constructor(private val source: MigrationSource?, private val graph: RevisionGraph?) {
    /** Of their revisions. */
    val ids: Set<String> = graph?.all()?.ids()?.toSet() ?: emptySet()

    private val files by lazy { source?.repeatables()?.files()?.map { it.name() }.orEmpty() }

    /** Names of those scripts of objects that are there. */
    fun scripts(history: ImportedHistory): Set<String> =
        history
            .scripts()
            .map { it.name() }
            .filter { name -> files.any { it == name || it.endsWith("/$name") } }
            .toSet()

    /** The same history, with what is new behind what is there. */
    fun behind(history: ImportedHistory): ImportedHistory =
        if (graph == null) history else NewRevisions.behind(graph, history)

    /** The revision that the new ones follow, where scripts of the user's own follow it already. */
    fun covered(history: ImportedHistory): String? {
        val imported = history.revisions().map { it.id() }.toSet()
        val own = graph?.all()?.filter { it.id() !in imported }.orEmpty()
        val first = history.revisions().firstOrNull { it.id() !in ids } ?: return null
        return first.parents().singleOrNull { parent -> own.any { parent in it.parents() } }
    }

    /** The heads, where nothing joins what is imported with the scripts that are there. */
    fun apart(history: ImportedHistory): List<String> {
        val known = graph?.all()?.toList().orEmpty()
        val new = history.revisions().filter { it.id() !in ids }
        if (known.isEmpty() || new.isEmpty()) return emptyList()
        val parents = known.flatMap { it.parents() } + new.flatMap { it.parents() }
        val heads = (known.map { it.id() } + new.map { it.id() }).filter { it !in parents }
        val isJoined = new.any { revision -> revision.parents().any { it in ids } }
        return if (isJoined) emptyList() else heads
    }

    /**
     * All that a proof runs: the scripts that are there as a person left them, and those that are
     * new. Revisions above the imported ones are none of the other tool's.
     */
    fun together(history: ImportedHistory, made: ImportedScripts): ImportProving.Scripts {
        val imported = history.revisions().map { it.id() }.filter { it in ids }
        val wanted = graph?.applied(imported)?.toList().orEmpty()
        val known =
            source?.load(wanted)?.filterKeys { id -> wanted.any { it.id() == id } }.orEmpty()
        val migrations = known.values.map(::everywhere) + made.migrations()
        val objects = source?.repeatables()?.load().orEmpty() + made.objects
        return ImportProving.Scripts(migrations, objects.map(::everywhere), known.keys)
    }

    private fun everywhere(migration: Migration): Migration {
        val options = migration.options()
        return Migration(
            migration.revision(),
            MigrationOptions(
                options.transactional(),
                options.limits(),
                options.online(),
                emptySet(),
            ),
            migration.up(),
            migration.downgrade(),
        )
    }

    private fun everywhere(declared: DeclaredRepeatable): DeclaredRepeatable =
        DeclaredRepeatable(
            declared.`object`(),
            declared.file(),
            declared.databases(),
            emptySet(),
            declared.location(),
        )

    companion object {
        /** Those of the script folders. */
        fun of(session: Session): ImportedProject {
            val hasFolder =
                session.settings.scripts.any {
                    Files.isDirectory(session.surroundings.folder.resolve(it))
                }
            if (!hasFolder) return ImportedProject(null, null)
            return ImportedProject(session.source(), session.withoutDatabase().graph())
        }
    }
}
