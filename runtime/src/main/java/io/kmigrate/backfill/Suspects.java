package io.kmigrate.backfill;

/** Finds the row at which a batch fails, by halves: all rows before it are done on the way. */
final class Suspects {
    private long rows;
    private long probe;

    /** How many rows are tried next; 0 where nothing is suspected. */
    int next() {
        return (int) probe;
    }

    void failed(long batchRows) {
        rows = batchRows;
        probe = Math.max(1, batchRows / 2);
    }

    void passed(long batchRows) {
        rows -= batchRows;
        probe = rows <= 0 ? 0 : Math.max(1, rows / 2);
    }

    /** The row is found. */
    void clear() {
        rows = 0;
        probe = 0;
    }
}
