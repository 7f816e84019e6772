package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.Names;
import io.kmigrate.dialect.UnsupportedOperationByDialectException;
import io.kmigrate.message.DatabaseMessages;
import io.kmigrate.message.UnsupportedObjectMessages;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names as Oracle keeps them. A plain name in lower case means the name that Oracle stores in capitals, as it
 * does in SQL without quotes: a script's {@code execute} and Exposed's statements then find what operations
 * made. Any other name is kept as it is written.
 */
final class OracleNames {
    private static final int LONGEST_NAME_BYTES = 128;
    private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9_$#]*");
    private static final Pattern PLAIN_STORED = Pattern.compile("[A-Z][A-Z0-9_$#]*");

    static final Names NAMES = Names.standard().refusing(OracleNames::refuse).stored(OracleNames::stored);

    private OracleNames() {}

    /** As the dictionary has it. */
    static String stored(String name) {
        return PLAIN.matcher(name).matches() ? name.toUpperCase(Locale.ROOT) : name;
    }

    /** As a script has it, given what the dictionary says. */
    static String written(String stored) {
        return PLAIN_STORED.matcher(stored).matches() ? stored.toLowerCase(Locale.ROOT) : stored;
    }

    private static void refuse(String name) {
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_NAME_BYTES) {
            throw DatabaseMessages.nameTooLong("Oracle", name, length, LONGEST_NAME_BYTES + " bytes")
                    .exception();
        }
        if (name.indexOf('"') >= 0 || name.indexOf('\0') >= 0) {
            throw new UnsupportedOperationByDialectException(
                    UnsupportedObjectMessages.quotationMarkInName("Oracle", name));
        }
    }
}
