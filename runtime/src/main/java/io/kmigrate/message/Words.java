package io.kmigrate.message;

import java.util.List;

/** How sentences put lists and counts. */
final class Words {
    private Words() {}

    static String list(List<String> names) {
        return String.join(", ", names);
    }

    /** {@code 1 operation}, {@code 2 operations}. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
