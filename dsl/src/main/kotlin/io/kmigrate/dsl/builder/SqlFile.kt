package io.kmigrate.dsl.builder

import io.kmigrate.dialect.TextFiles
import io.kmigrate.dsl.message.OperationMessages
import io.kmigrate.operation.ExecuteFile
import io.kmigrate.operation.Operation
import java.io.IOException
import java.io.InputStream
import java.io.InputStreamReader
import java.io.Reader
import java.nio.charset.CharacterCodingException
import java.nio.charset.Charset
import java.nio.charset.CodingErrorAction
import java.nio.charset.IllegalCharsetNameException
import java.nio.charset.UnsupportedCharsetException

/** A file of SQL, read as it runs. */
internal class SqlFile(private val stream: (String) -> () -> InputStream, encoding: String) {
    private val charset = charset(encoding)

    /** Reads the text once, to know it again; [name] is the file as the script says it. */
    fun load(name: String, changes: List<Operation>?): ExecuteFile =
        try {
            val open = stream(name)
            TextFiles.execute(name, { strictReader(open(), charset) }, changes)
        } catch (failure: CharacterCodingException) {
            throw IllegalArgumentException(
                OperationMessages.notInEncoding(name, charset.name()),
                failure,
            )
        } catch (failure: IOException) {
            throw IllegalArgumentException(
                OperationMessages.unreadableSqlFile(name, "${failure.message}"),
                failure,
            )
        }

    private companion object {
        fun charset(name: String): Charset =
            try {
                Charset.forName(name)
            } catch (failure: IllegalCharsetNameException) {
                throw IllegalArgumentException(OperationMessages.unknownEncoding(name), failure)
            } catch (failure: UnsupportedCharsetException) {
                throw IllegalArgumentException(OperationMessages.unknownEncoding(name), failure)
            }
    }
}

/** Fails at bytes that are no text, in place of reading others. */
internal fun strictReader(bytes: InputStream, charset: Charset): Reader =
    InputStreamReader(
        bytes,
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT),
    )
