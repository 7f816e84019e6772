package io.kmigrate.backfill;

import io.kmigrate.operation.CsvLines;
import io.kmigrate.operation.RowsFile.Row;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** Rows of a file that were read and are not committed. */
final class HeldLines {
    private final Deque<CsvLines> parts = new ArrayDeque<>();

    /** How many rows of the first part are gone. */
    private int gone;

    private int rows;
    private int size;

    int rows() {
        return rows;
    }

    /** In bytes. */
    int size() {
        return size;
    }

    void add(CsvLines next) {
        parts.addLast(next);
        rows += next.rows();
        size += size(next, 0, next.rows());
    }

    private static int size(CsvLines part, int from, int to) {
        return part.begin(to) - part.begin(from);
    }

    void clear() {
        parts.clear();
        gone = 0;
        rows = 0;
        size = 0;
    }

    /** The line where the first row begins. */
    long firstLine() {
        return parts.getFirst().line(gone);
    }

    /**
     * Lets first rows go.
     *
     * @return how many: at most those of one part
     */
    int drop(long most) {
        CsvLines part = parts.getFirst();
        int dropped = (int) Math.min(most, part.rows() - gone);
        rows -= dropped;
        size -= size(part, gone, gone + dropped);
        gone += dropped;
        if (gone == part.rows()) {
            parts.removeFirst();
            gone = 0;
        }
        return dropped;
    }

    /** The text of first rows. */
    InputStream text(int count) {
        List<InputStream> texts = new ArrayList<>();
        forEach(
                count,
                (part, from, to) ->
                        texts.add(new ByteArrayInputStream(part.text(), part.begin(from), size(part, from, to))));
        return new SequenceInputStream(Collections.enumeration(texts));
    }

    /** First rows. */
    List<Row> first(int count) {
        List<Row> first = new ArrayList<>(count);
        forEach(count, (part, from, to) -> {
            for (int row = from; row < to; row++) {
                first.add(new Row(part.line(row), part.fields(row)));
            }
        });
        return first;
    }

    private void forEach(int count, Piece piece) {
        int from = gone;
        int left = count;
        for (CsvLines part : parts) {
            if (left == 0) {
                return;
            }
            int to = Math.min(part.rows(), from + left);
            piece.take(part, from, to);
            left -= to - from;
            from = 0;
        }
    }

    /** Takes rows of a part. */
    @FunctionalInterface
    private interface Piece {
        void take(CsvLines part, int from, int to);
    }
}
