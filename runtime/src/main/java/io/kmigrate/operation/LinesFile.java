package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The rows of a file that may be such text already, so that they need not be taken apart. */
@API(status = INTERNAL, since = "0.1")
public interface LinesFile extends RowsFile {
    /** The rows of any file as text. The caller closes the stream, as that of {@link RowsFile#rows}. */
    static Stream<CsvLines> of(RowsFile file) {
        return file instanceof LinesFile text ? text.lines() : CsvLines.of(file.rows());
    }

    /** The rows from the first, in parts. */
    default Stream<CsvLines> lines() {
        return CsvLines.of(rows());
    }
}
