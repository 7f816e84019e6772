package io.kmigrate.lint;

import io.kmigrate.schema.TableSize;
import java.time.Duration;

/**
 * What a database does with all rows of a table, and how fast. The figures are PostgreSQL 15's on two busy cores, for
 * rows of 110 bytes: {@code benchmarks/lint-rates/rates.sql} measures them again. Others differ, and the text says
 * "about".
 */
enum Work {
    /** Nothing that grows with the table. */
    NONE(0),
    /** Reads every row. */
    SCAN(5_000_000),
    /** Reads every row and sorts an index. */
    INDEX(280_000),
    /** Writes every row and every index again. */
    REWRITE(150_000),
    /** Changes rows one by one, with their log. */
    CHANGE(27_000);

    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    private final int rowsPerSecond;

    Work(int rowsPerSecond) {
        this.rowsPerSecond = rowsPerSecond;
    }

    /** {@code , about 4 min}, for what takes a second at least; empty where no one knows. */
    String time(TableSize size) {
        if (rowsPerSecond == 0 || size.rows().isEmpty()) {
            return "";
        }
        Duration duration = Duration.ofSeconds(size.rows().getAsLong() / rowsPerSecond);
        long seconds = duration.toSeconds();
        if (seconds < 1) {
            return "";
        }
        return ", about "
                + (seconds < MINUTE ? seconds + " s" : seconds < HOUR ? seconds / MINUTE + " min" : hours(seconds));
    }

    private static String hours(long seconds) {
        return seconds / HOUR + " h";
    }
}
