package io.kmigrate.dsl.builder

import de.siegmar.fastcsv.reader.CsvParseException
import de.siegmar.fastcsv.reader.CsvReader
import de.siegmar.fastcsv.reader.CsvRecord
import io.kmigrate.dialect.DigestingReader
import io.kmigrate.dsl.message.OperationMessages
import io.kmigrate.dsl.message.ScriptMessages
import io.kmigrate.failure.MigrationException
import io.kmigrate.message.ClientMessages
import io.kmigrate.operation.Backfill
import io.kmigrate.operation.CsvLines
import io.kmigrate.operation.LinesFile
import io.kmigrate.operation.LoadCsv
import io.kmigrate.operation.Operation
import io.kmigrate.operation.RowChange
import io.kmigrate.operation.RowsDigest
import io.kmigrate.operation.RowsFile
import io.kmigrate.schema.TableName
import io.kmigrate.source.FileText
import java.io.IOException
import java.io.InputStream
import java.io.UncheckedIOException
import java.nio.charset.CharacterCodingException
import java.nio.charset.Charset
import java.nio.charset.StandardCharsets
import java.util.stream.Stream
import kotlin.streams.asStream

/** A file of comma-separated values, its first line the columns. */
internal class CsvFile(
    private val stream: (String) -> () -> InputStream,
    private val separator: Char,
    private val nullText: String,
    private val encoding: String?,
) {
    private val charset = encoding?.let(::charset) ?: StandardCharsets.UTF_8

    init {
        require(separator !in "\"\r\n") { OperationMessages.noSeparator() }
    }

    /**
     * Reads all rows once, so that what is wrong with the file is found before any is inserted.
     * [name] is the file as the script says it. The rows of a file that is small are kept, and
     * inserted in the transaction of the script; those of another are read again, in batches.
     */
    fun load(table: TableName, name: String): Operation =
        read(name) {
            val open = stream(name)
            val isSmall = open().use { isSmall(name, it.readNBytes(LARGE)) }
            open(name, open).use { rows ->
                val columns = rows.columns()
                if (isSmall) loadOf(table, name, columns, rows.checked(columns).toList())
                else inBatches(table, LargeFile(name, columns, open))
            }
        }

    private fun isSmall(name: String, beginning: ByteArray): Boolean {
        val looked = FileText.of(beginning.copyOf(minOf(beginning.size, LOOKED_AT)))
        val flaw = looked.flaw()?.takeIf { encoding == null && it.charset().startsWith("UTF") }
        flaw?.let {
            throw ScriptMessages.csvNotUtf8(name, it.encoding(), it.charset(), 1).exception()
        }
        return beginning.size < LARGE
    }

    private fun inBatches(table: TableName, file: LargeFile): Backfill {
        val digest = file.digest()
        val change = RowChange.LoadRows(file.name, file.columns, digest.rows(), digest.text(), file)
        val title = "load ${file.name} into $table".takeIf { it.length <= LONGEST_NAME }
        return Backfill.of(title ?: "load a file into $table", table, null, change)
    }

    /** A file whose rows are not kept. Nearly all are plain, and need no parser. */
    private inner class LargeFile(
        val name: String,
        val columns: List<String>,
        private val bytes: () -> InputStream,
    ) : LinesFile {
        private var isPlain =
            separator == ',' &&
                charset == StandardCharsets.UTF_8 &&
                columns.size > 1 &&
                nullText.none { it in "\",\r\n" }

        /** Where it stands as the database reads it: it is looked through once then. */
        private var parts: FileParts? = null

        /** Of all rows, each of them checked. */
        fun digest(): RowsDigest {
            try {
                if (isPlain)
                    return RowsDigest().also { digest ->
                        plain(::refuse).use { look(it, digest) }
                    }
            } catch (odd: PlainCsv.Odd) {
                isPlain = false
            }
            return RowsDigest().also { digest ->
                open(name, bytes).use {
                    it.next()
                    it.checked(columns).forEach(digest::add)
                }
            }
        }

        private fun look(all: PlainCsv, digest: RowsDigest) {
            val found = FileParts()
            for (part in all) {
                digest.add(part)
                found.add(all.placeOfLast(), part)
            }
            parts = found.takeIf { it.isWhole }
        }

        private fun plain(refuse: (Long, Int) -> Nothing) =
            PlainCsv(bytes(), columns.size, nullText, refuse)

        private fun refuse(line: Long, fields: Int): Nothing =
            throw bad(OperationMessages.unequalRow(name, line, fields, columns.size))

        override fun rows(): Stream<RowsFile.Row> = open(name, bytes).apply { next() }.stream()

        override fun lines(): Stream<CsvLines> {
            if (!isPlain) return super.lines()
            parts?.let { known ->
                val again = bytes()
                return known.read(again, ::throwChanged).asStream().onClose(again::close)
            }
            val parts = plain { _, _ -> throw changed() }
            return generateSequence { next(parts) }.asStream().onClose(parts::close)
        }

        private fun next(parts: PlainCsv): CsvLines? =
            try {
                if (parts.hasNext()) parts.next() else null
            } catch (odd: PlainCsv.Odd) {
                throw changed()
            }

        private fun throwChanged(): Nothing = throw changed()

        private fun changed() = ClientMessages.changedFile(name).exception()
    }

    private fun open(name: String, bytes: () -> InputStream) =
        Rows(name, QuoteWatch(DigestingReader(strictReader(bytes(), charset)), separator))

    /**
     * Records of the file, the first the columns. A line end within quotes is data, and git may
     * have made it CRLF where the file was checked out: [text] has LF everywhere, as a script has.
     */
    private inner class Rows(private val name: String, private val text: QuoteWatch) :
        Iterator<CsvRecord>, AutoCloseable {
        private val reader =
            CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(true)
                // The number of fields is looked at here, where the message can name the line.
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(text)
        private val records = reader.iterator()

        override fun hasNext(): Boolean {
            val hasNext = records.hasNext()
            val open = if (hasNext) null else text.openLine()
            open?.let { throw bad(OperationMessages.openQuote(name, "$it")) }
            return hasNext
        }

        override fun next(): CsvRecord = records.next()

        override fun close() = reader.close()

        fun columns(): List<String> {
            if (!hasNext()) throw bad(OperationMessages.emptyCsv(name))
            return columnNames(next().fields, OperationMessages.firstLineOf(name))
        }

        fun checked(columns: List<String>): Sequence<List<String>> =
            asSequence().map { record ->
                val fields = record.fieldCount
                if (fields != columns.size) {
                    val line = record.startingLineNumber
                    throw bad(OperationMessages.unequalRow(name, line, fields, columns.size))
                }
                nullable(row(record).fields())
            }

        private fun row(record: CsvRecord) =
            RowsFile.Row(
                record.startingLineNumber,
                nullable(record.fields.map { field -> field.takeIf { it != nullText } }),
            )

        fun stream(): Stream<RowsFile.Row> = asSequence().map(::row).asStream().onClose(::close)
    }

    private fun <T> read(name: String, work: () -> T): T =
        try {
            work()
        } catch (failure: CharacterCodingException) {
            throw wrongEncoding(name)
        } catch (failure: UncheckedIOException) {
            throw if (failure.cause is CharacterCodingException) wrongEncoding(name)
            else unreadable(name, failure)
        } catch (failure: IOException) {
            throw unreadable(name, failure)
        } catch (failure: CsvParseException) {
            // The reader's sentence is about itself; the line is in it.
            val line = RECORD.find("${failure.message}")?.groupValues?.get(1)
            throw bad(OperationMessages.openQuote(name, line), failure)
        }

    private fun unreadable(name: String, failure: Exception) =
        MigrationException(
            ScriptMessages.unreadableCsv(
                OperationMessages.unreadableCsv(name, "${failure.message}")
            ),
            failure,
        )

    private fun bad(reason: String, cause: Exception? = null) =
        MigrationException(ScriptMessages.badCsv(reason), cause)

    /** The decoder does not say where it stopped, so the text is read again, up to there. */
    private fun wrongEncoding(name: String): Exception {
        val line = stream(name)().use { FlawedLine.of(it, charset) }
        return if (encoding != null) ScriptMessages.csvEncoding(name, encoding, line).exception()
        else ScriptMessages.csvNotUtf8(name, "Latin-1", "ISO-8859-1", line).exception()
    }

    private companion object {
        /** From this size on, a file is loaded in batches. */
        const val LARGE = 4 shl 20

        const val LOOKED_AT = 512

        val RECORD = Regex("""line (\d+)""")

        fun charset(name: String): Charset =
            try {
                Charset.forName(name)
            } catch (failure: IllegalArgumentException) {
                throw IllegalArgumentException(OperationMessages.unknownEncoding(name), failure)
            }
    }
}

/** The records' compact constructors lose the mark that values may be null. */
@Suppress("UNCHECKED_CAST")
private fun nullable(fields: List<String?>): List<String> = fields as List<String>

private fun loadOf(
    table: TableName,
    file: String,
    columns: List<String>,
    rows: List<List<String>>,
) = LoadCsv(table, file, columns, rows)
