package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.Names;
import io.kmigrate.message.DatabaseMessages;

/** Names in backticks, which mean the same whatever {@code sql_mode} says of double quotes. */
final class MysqlNames {
    /** In characters. */
    static final int MAXIMUM_LENGTH = 64;

    private MysqlNames() {}

    static Names of(Product flavour) {
        return new Names('`', '`').refusing(name -> {
            int length = name.codePointCount(0, name.length());
            if (length > MAXIMUM_LENGTH) {
                throw DatabaseMessages.nameTooLong(flavour.label(), name, length, MAXIMUM_LENGTH + " characters").exception();
            }
        });
    }
}
