package io.kmigrate.sql;

import java.util.BitSet;

/** Which tokens of a statement are kept in what was read of it. All parts of the statement share one. */
final class Coverage {
    private final BitSet unread = new BitSet();

    void expect(int place) {
        unread.set(place);
    }

    void keep(int place) {
        unread.clear(place);
    }

    /** Whether nothing was passed over. */
    boolean isWhole() {
        return unread.isEmpty();
    }
}
