package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.Literals;

/** Literals as Exposed reads and writes them: a boolean is 1 or 0. */
final class SqliteLiterals extends Literals {
    @Override
    protected String bool(boolean value) {
        return value ? "1" : "0";
    }
}
