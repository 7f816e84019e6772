package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.RowsFile.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a file, each a line of comma-separated values in UTF-8. Equal rows are equal bytes: null is nothing, and
 * there are quotes only around what is empty or holds a comma, a quote or a line break.
 */
@API(status = INTERNAL, since = "0.1")
public final class CsvLines {
    private static final int CHARACTERS = 1 << 16;

    private final byte[] text;
    private final int rows;
    private final long firstLine;

    /** Where each row ends, behind its line break, and where it begins in the file; null until someone asks. */
    private @Nullable Places places;

    private static final class Places {
        private final int[] ends;

        /** 1-based. */
        private final long[] lines;

        Places(int[] ends, long[] lines) {
            this.ends = ends;
            this.lines = lines;
        }
    }

    /** @param text, ends, lines are not copied */
    public CsvLines(byte[] text, int[] ends, long[] lines) {
        this.text = text;
        this.rows = ends.length;
        this.firstLine = rows == 0 ? 1 : lines[0];
        this.places = new Places(ends, lines);
    }

    /**
     * Rows as they stand in the file, without an empty line. Most are never asked for one by one.
     *
     * @param text not copied
     */
    public CsvLines(byte[] text, int rows, long firstLine) {
        this.text = text;
        this.rows = rows;
        this.firstLine = firstLine;
    }

    private Places places() {
        if (places == null) {
            places = found();
        }
        return places;
    }

    /** A line break within quotes is data. */
    private Places found() {
        int[] ends = new int[rows];
        long[] lines = new long[rows];
        boolean isQuoted = false;
        int row = 0;
        long line = firstLine;
        lines[0] = line;
        for (int at = 0; at < text.length; at++) {
            if (text[at] == '"') {
                isQuoted = !isQuoted;
            } else if (text[at] == '\n') {
                line++;
                if (!isQuoted) {
                    ends[row++] = at + 1;
                    if (row < rows) {
                        lines[row] = line;
                    }
                }
            }
        }
        return new Places(ends, lines);
    }

    /** The rows in parts of moderate size. To close the result closes the rows. */
    static Stream<CsvLines> of(Stream<Row> rows) {
        Iterator<Row> all = rows.iterator();
        Iterator<CsvLines> parts = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public CsvLines next() {
                List<Row> part = new ArrayList<>();
                int characters = 0;
                while (characters < CHARACTERS && all.hasNext()) {
                    Row row = all.next();
                    part.add(row);
                    for (String field : row.fields()) {
                        characters += field == null ? 1 : field.length() + 1;
                    }
                }
                return of(part);
            }
        };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(parts, Spliterator.ORDERED), false)
                .onClose(rows::close);
    }

    private static CsvLines of(List<Row> rows) {
        byte[][] each = rows.stream().map(row -> line(row.fields())).toArray(byte[][]::new);
        int[] ends = new int[each.length];
        int size = 0;
        for (int row = 0; row < each.length; row++) {
            size += each[row].length;
            ends[row] = size;
        }
        byte[] text = new byte[size];
        for (int row = 0; row < each.length; row++) {
            System.arraycopy(each[row], 0, text, ends[row] - each[row].length, each[row].length);
        }
        return new CsvLines(text, ends, rows.stream().mapToLong(Row::line).toArray());
    }

    /** One row, with its line break. */
    static byte[] line(List<@Nullable String> fields) {
        StringBuilder line = new StringBuilder();
        for (int place = 0; place < fields.size(); place++) {
            String field = fields.get(place);
            line.append(place == 0 ? "" : ",");
            if (field != null && needsQuotes(field, fields.size())) {
                line.append('"').append(field.replace("\"", "\"\"")).append('"');
            } else if (field != null) {
                line.append(field);
            }
        }
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A line that holds a backslash and a point alone would be the end of all rows. */
    private static boolean needsQuotes(String field, int fields) {
        boolean isEnd = fields == 1 && field.equals("\\.");
        return isEnd || field.isEmpty() || field.chars().anyMatch(it -> it == '"' || it == ',' || isBreak(it));
    }

    private static boolean isBreak(int character) {
        return character == '\n' || character == '\r';
    }

    /** How many rows there are. */
    public int rows() {
        return rows;
    }

    /** The line of the file where a row begins, 1-based. */
    public long line(int row) {
        return row == 0 ? firstLine : places().lines[row];
    }

    /** The bytes of all rows, not copied. */
    public byte[] text() {
        return text;
    }

    /** Where a row begins in the text; for the number of rows, where the text ends. */
    public int begin(int row) {
        return row == 0 ? 0 : row == rows ? text.length : places().ends[row - 1];
    }

    /** The fields of a row. */
    public List<@Nullable String> fields(int row) {
        List<@Nullable String> fields = new ArrayList<>();
        int at = begin(row);
        int rowEnd = begin(row + 1);
        while (at < rowEnd) {
            int end = fieldEnd(at);
            fields.add(field(at, end));
            at = end + 1;
        }
        return fields;
    }

    private int fieldEnd(int from) {
        boolean isQuoted = false;
        int at = from;
        while (isQuoted || (text[at] != ',' && text[at] != '\n')) {
            isQuoted ^= text[at] == '"';
            at++;
        }
        return at;
    }

    private @Nullable String field(int from, int end) {
        if (from == end) {
            return null;
        }
        boolean isQuoted = text[from] == '"';
        return isQuoted
                ? new String(text, from + 1, end - from - 2, StandardCharsets.UTF_8).replace("\"\"", "\"")
                : new String(text, from, end - from, StandardCharsets.UTF_8);
    }
}
