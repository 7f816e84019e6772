package io.kmigrate.diff;

import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.DropColumn;
import io.kmigrate.operation.DropTable;
import io.kmigrate.operation.Operation;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.View;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Views are left alone, but their queries name tables and columns: databases refuse to drop those, or keep a
 * view that fails from then on. What a name in a query means is not looked into.
 */
final class ViewUses {
    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");

    private final List<View> views;

    ViewUses(Snapshot live) {
        this.views = live.objects().stream()
                .filter(View.class::isInstance)
                .map(View.class::cast)
                .toList();
    }

    /** A clause on the views that name what the operation takes away or changes. */
    Optional<String> of(Operation operation) {
        if (operation instanceof DropTable drop) {
            return naming(drop.table());
        }
        if (operation instanceof DropColumn drop) {
            return naming(drop.table(), drop.column());
        }
        return operation instanceof AlterColumn alter && alter.change().type() != null
                ? naming(alter.table(), alter.column())
                : Optional.empty();
    }

    private Optional<String> naming(TableName table, String... columns) {
        List<Pattern> words = Stream.concat(Stream.of(table.name()), Stream.of(columns))
                .map(ViewUses::word)
                .toList();
        String names = views.stream()
                .filter(view -> {
                    String query = LITERAL.matcher(view.query()).replaceAll("''");
                    return words.stream().allMatch(word -> word.matcher(query).find());
                })
                .map(view -> view.name().toString())
                .collect(Collectors.joining(", "));
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("view " + names + ", which is left alone, names it: drop that before, and make it again");
    }

    private static Pattern word(String name) {
        return Pattern.compile("(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])", Pattern.CASE_INSENSITIVE);
    }
}
