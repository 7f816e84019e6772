package io.kmigrate.dsl.builder

import de.siegmar.fastcsv.reader.CsvParseException
import de.siegmar.fastcsv.reader.CsvReader
import io.kmigrate.dsl.message.OperationMessages
import io.kmigrate.dsl.message.ScriptMessages
import io.kmigrate.operation.LoadCsv
import io.kmigrate.schema.TableName
import io.kmigrate.source.FileText
import java.io.IOException
import java.nio.charset.Charset

/** A file of comma-separated values, its first line the columns. */
internal class CsvFile(
    private val read: (String) -> ByteArray,
    private val separator: Char,
    private val nullText: String,
    private val encoding: String?,
) {
    /** Reads the rows; [name] is the file as the script says it. */
    fun load(table: TableName, name: String): LoadCsv {
        val lines = lines(name)
        require(lines.isNotEmpty()) { OperationMessages.emptyCsv(name) }
        val columns = columnNames(lines.first(), OperationMessages.firstLineOf(name))
        val rows = lines.drop(1)
        rows.forEachIndexed { index, row ->
            require(row.size == columns.size) {
                OperationMessages.unequalRow(name, index + 1, row.size, columns.size)
            }
        }
        return loadOf(
            table,
            name,
            columns,
            rows.map { row -> row.map { it.takeIf { it != nullText } } },
        )
    }

    private fun lines(name: String): List<List<String>> =
        try {
            CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(true)
                .ofCsvRecord(text(name))
                .use { reader -> reader.map { it.fields } }
        } catch (failure: IOException) {
            throw IllegalArgumentException(
                OperationMessages.unreadableCsv(name, "${failure.message}"),
                failure,
            )
        } catch (failure: CsvParseException) {
            throw IllegalArgumentException(
                OperationMessages.notCsv(name, "${failure.message}"),
                failure,
            )
        }

    /**
     * A line end within quotes is data, and git may have made it CRLF where the file was checked
     * out: it is LF everywhere, as in a script.
     */
    private fun text(name: String): String {
        val content = read(name)
        val text = if (encoding == null) FileText.of(content) else FileText.of(content, charset())
        text.flaw()?.let { flaw ->
            throw if (encoding != null)
                ScriptMessages.csvEncoding(name, encoding, flaw.line()).exception()
            else
                ScriptMessages.csvNotUtf8(name, flaw.encoding(), flaw.charset(), flaw.line())
                    .exception()
        }
        return text.text().replace("\r\n", "\n")
    }

    private fun charset(): Charset =
        try {
            Charset.forName(encoding)
        } catch (failure: IllegalArgumentException) {
            throw IllegalArgumentException(
                OperationMessages.unknownEncoding("$encoding"),
                failure,
            )
        }
}

/** The record's compact constructor loses the mark that values may be null. */
@Suppress("UNCHECKED_CAST")
private fun loadOf(
    table: TableName,
    file: String,
    columns: List<String>,
    rows: List<List<String?>>,
) = LoadCsv(table, file, columns, rows as List<List<String>>)
