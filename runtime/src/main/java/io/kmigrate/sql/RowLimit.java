package io.kmigrate.sql;

/** What a statement or a query says itself of how many rows it takes. */
final class RowLimit {
    private RowLimit() {}

    /** The number behind LIMIT or FETCH FIRST, or behind a TOP that comes next or follows SELECT. */
    static long of(SqlTokens words) {
        words.pass("SELECT");
        long top = top(words);
        words.before("LIMIT", "FETCH FIRST", "FETCH NEXT");
        if (words.isEnd()) {
            return top;
        }
        boolean isPlain = words.pass("LIMIT") || words.pass("FETCH FIRST") || words.pass("FETCH NEXT");
        if (words.sees("ALL") || !isPlain) {
            return top;
        }
        long first = words.number().orElse(1L);
        // MySQL has the rows that are passed over before those that are taken.
        return words.pass(",") ? words.number().orElse(1L) : first;
    }

    /** SQL Server's word before the rest; a part of all rows is no limit. */
    static long top(SqlTokens words) {
        if (!words.sees("TOP") || !(words.seesBehind("(") || words.seesNumberBehind())) {
            return KeyRange.UNLIMITED;
        }
        words.pass("TOP");
        long number = words.sees("(")
                ? words.parenthesis().number().orElse(1L)
                : words.number().orElse(1L);
        return words.pass("PERCENT") ? KeyRange.UNLIMITED : number;
    }
}
