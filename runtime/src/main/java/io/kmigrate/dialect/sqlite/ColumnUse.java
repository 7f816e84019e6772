package io.kmigrate.dialect.sqlite;

import io.kmigrate.dialect.sqlite.Clause.Kind;
import java.util.ArrayList;
import java.util.List;

/** What of a table needs one of its columns. */
final class ColumnUse {
    private final TableDefinition definition;
    private final String column;

    ColumnUse(TableDefinition definition, String column) {
        this.definition = definition;
        this.column = column;
    }

    /** Descriptions of what would lose more than the column, were it dropped; views and triggers left out. */
    List<String> users() {
        List<String> users = new ArrayList<>();
        if (definition.text().primaryKey().stream().anyMatch(column::equalsIgnoreCase)) {
            users.add("the primary key");
        }
        definition.text().clauses().stream()
                .filter(clause -> clause.kind() != Kind.PRIMARY_KEY)
                .filter(clause -> isNeededBy(clause) && !isOverAlone(clause, column))
                .forEach(clause -> users.add(describe(clause)));
        definition.text().columns().stream()
                .filter(other -> !other.isCalled(column))
                .forEach(other -> other.clauses().stream()
                        .filter(clause -> clause.kind() == Kind.CHECK || clause.kind() == Kind.GENERATED)
                        .filter(clause -> clause.mentions(column))
                        .forEach(clause -> users.add(
                                clause.kind() == Kind.GENERATED
                                        ? "generated column " + other.name()
                                        : describe(clause))));
        definition.indexes().stream()
                .filter(index -> IndexText.mentions(index, column))
                .forEach(index -> users.add("index " + IndexText.name(index)));
        return users;
    }

    /** True for a unique or foreign key constraint over this column and no other. */
    static boolean isOverAlone(Clause clause, String column) {
        List<String> columns = switch (clause.kind()) {
            case UNIQUE -> clause.namesAfter("unique");
            case FOREIGN_KEY -> clause.namesAfter("key");
            default -> List.of();
        };
        return columns.size() == 1 && columns.get(0).equalsIgnoreCase(column);
    }

    private boolean isNeededBy(Clause clause) {
        return switch (clause.kind()) {
            case CHECK -> clause.mentions(column);
            case UNIQUE -> clause.namesAfter("unique").stream().anyMatch(column::equalsIgnoreCase);
            case FOREIGN_KEY -> clause.namesAfter("key").stream().anyMatch(column::equalsIgnoreCase);
            default -> false;
        };
    }

    private static String describe(Clause clause) {
        String what = switch (clause.kind()) {
            case CHECK -> "check";
            case UNIQUE -> "unique constraint";
            default -> "foreign key";
        };
        String name = clause.name();
        return what + " "
                + (name == null
                        ? clause.source()
                                .substring(clause.start(), clause.end())
                                .strip()
                        : name);
    }
}
