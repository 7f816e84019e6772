package io.kmigrate.run;

import io.kmigrate.dialect.CreateStatement;
import io.kmigrate.dialect.CreateStatement.Part;
import io.kmigrate.dialect.CreateStatement.Subject;
import io.kmigrate.dialect.CreateStatement.Written;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.LexicalRules;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.RepeatableMessages;
import io.kmigrate.repeatable.DeclaredRepeatable;
import io.kmigrate.repeatable.Repeatable;
import io.kmigrate.repeatable.Repeatable.Kind;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a script calls an object with what its statement calls it. Under another name it would never be found
 * again: neither to be dropped, nor to be missed.
 */
final class DeclaredNames {
    /** As far as the head of a statement needs them, on any database. */
    private static final LexicalRules ANY = new LexicalRules("'", "\"`[", List.of(), Set.of());

    private DeclaredNames() {}

    /** {@code objects}: those for the dialect. */
    static List<Problem> problems(List<DeclaredRepeatable> objects, Dialect dialect) {
        return objects.stream()
                .flatMap(declared -> problem(declared, dialect).stream())
                .toList();
    }

    private static Optional<Problem> problem(DeclaredRepeatable declared, Dialect dialect) {
        Repeatable object = declared.object();
        boolean hasName = switch (object.kind()) {
            case FUNCTION, PROCEDURE, AGGREGATE, TRIGGER -> true;
            case VIEW, MATERIALIZED_VIEW, SQL, GRANT -> false;
        };
        return (hasName ? CreateStatement.of(object.text(), ANY) : Optional.<CreateStatement>empty())
                .flatMap(CreateStatement::subject)
                .filter(subject -> !isSame(subject, object, dialect))
                .map(subject -> RepeatableMessages.otherName(object.key(), shown(subject))
                        .at(declared.location()));
    }

    private static boolean isSame(Subject subject, Repeatable object, Dialect dialect) {
        Kind kind = object.kind();
        boolean isKind = switch (subject.kind()) {
            case "ALIAS", "FUNCTION" -> kind == Kind.FUNCTION || (kind == Kind.PROCEDURE && isAlias(subject));
            default -> kind.name().equals(subject.kind());
        };
        if (!isKind || !isName(subject.name().name(), object.name().name(), dialect)) {
            return false;
        }
        Written table = subject.table();
        return table == null
                ? isSchema(subject.name().schema(), object.name(), dialect)
                : object.table() != null
                        && isName(table.name(), object.table().name(), dialect)
                        && isSchema(table.schema(), object.table(), dialect);
    }

    private static boolean isAlias(Subject subject) {
        return subject.kind().equals("ALIAS");
    }

    private static boolean isSchema(@Nullable Part written, TableName name, Dialect dialect) {
        return written == null
                ? name.schema() == null
                : name.schema() != null && isName(written, name.schema(), dialect);
    }

    /** A database that leaves names as they are compares them whatever their case. */
    private static boolean isName(Part written, String declared, Dialect dialect) {
        if (written.isQuoted()) {
            return written.text().equals(declared);
        }
        boolean leaves = dialect.folded("aA").equals("aA");
        return leaves
                ? written.text().equalsIgnoreCase(declared)
                : dialect.folded(written.text()).equals(declared);
    }

    private static String shown(Subject subject) {
        Written table = subject.table();
        return subject.kind().toLowerCase(Locale.ROOT) + " " + shown(subject.name())
                + (table == null ? "" : " on " + shown(table));
    }

    private static String shown(Written name) {
        Part schema = name.schema();
        return (schema == null ? "" : schema.text() + ".") + name.name().text();
    }
}
