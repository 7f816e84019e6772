package io.kmigrate.dialect.sqlite;

import io.kmigrate.schema.Deferral;
import io.kmigrate.schema.ReferenceAction;
import java.util.List;
import java.util.Locale;

/** What a foreign key's text says about the other table. */
record ReferencesClause(Clause clause) {
    String table() {
        Token name = clause.after("references");
        return name == null ? "" : name.name();
    }

    /** Empty where the other table's primary key is meant. */
    List<String> columns() {
        return clause.namesAfter("references");
    }

    ReferenceAction onDelete() {
        return action("delete");
    }

    ReferenceAction onUpdate() {
        return action("update");
    }

    /** {@code DEFERRABLE} alone checks at once. */
    Deferral deferral() {
        List<Token> tokens = clause.tokens();
        for (int at = 1; at < tokens.size(); at++) {
            if (tokens.get(at).is("deferrable")) {
                if (tokens.get(at - 1).is("not")) {
                    return Deferral.NOT_DEFERRABLE;
                }
                return clause.has("deferred") ? Deferral.INITIALLY_DEFERRED : Deferral.INITIALLY_IMMEDIATE;
            }
        }
        return Deferral.NOT_DEFERRABLE;
    }

    private ReferenceAction action(String event) {
        List<Token> tokens = clause.tokens();
        for (int at = 1; at + 1 < tokens.size(); at++) {
            if (tokens.get(at - 1).is("on") && tokens.get(at).is(event)) {
                String first = tokens.get(at + 1).text().toUpperCase(Locale.ROOT);
                boolean isTwo = first.equals("SET") || first.equals("NO");
                return ReferenceAction.valueOf(
                        isTwo && at + 2 < tokens.size()
                                ? first + "_" + tokens.get(at + 2).text().toUpperCase(Locale.ROOT)
                                : first);
            }
        }
        return ReferenceAction.NO_ACTION;
    }
}
