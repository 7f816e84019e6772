package io.kmigrate.dsl.source

import io.kmigrate.dsl.message.NewRevisionMessages
import io.kmigrate.failure.MigrationException
import io.kmigrate.file.WholeFile
import io.kmigrate.importer.Export
import io.kmigrate.importer.ImportMap
import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path
import org.apiguardian.api.API
import org.apiguardian.api.API.Status.INTERNAL

/**
 * Files of another tool, on their way onto the disk.
 *
 * @param base where relative paths begin
 */
@API(status = INTERNAL, since = "0.1")
public class ExportedFiles(private val base: Path, private val export: Export) {
    private val texts = export.files() + export.changed()

    /** Those that have another text now, in the order of the revisions. */
    public val paths: List<String> =
        texts.filter { (path, text) -> text != found(path) }.keys.toList()

    /**
     * Refuses a file that is there with a text of its own.
     *
     * @param force whether it is to be replaced
     * @throws MigrationException naming all of them
     */
    public fun requireNew(force: Boolean) {
        val edited =
            export
                .files()
                .filter { (path, text) -> found(path).let { it != null && it != text } }
                .keys
        if (edited.isNotEmpty() && !force) {
            throw MigrationException(edited.map { NewRevisionMessages.exportExists(it) }, null)
        }
    }

    /** Writes them, and then the map. */
    public fun write(mapPath: String, map: ImportMap) {
        paths.forEach { write(it, texts.getValue(it)) }
        if (map.text() != found(mapPath) && map.origins().size + map.scripts().size > 0) {
            write(mapPath, map.text())
        }
    }

    private fun found(path: String): String? =
        base.resolve(path).takeIf { Files.isRegularFile(it) }?.let { Files.readString(it) }

    private fun write(path: String, text: String) {
        val file = base.resolve(path)
        try {
            file.parent?.let { Files.createDirectories(it) }
            WholeFile.replace(file, text.encodeToByteArray())
        } catch (failure: IOException) {
            throw MigrationException(NewRevisionMessages.cannotWrite(path, "$failure"), failure)
        }
    }
}
