package io.kmigrate.importer.liquibase;

import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.Sequence;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Decides preconditions by the schema that the history has made so far. */
final class Preconditions {
    /** What holds of a database that the history makes from nothing. */
    enum Answer {
        YES,
        NO,
        UNKNOWN;

        Answer not() {
            return this == YES ? NO : this == NO ? YES : UNKNOWN;
        }

        static Answer of(boolean holds) {
            return holds ? YES : NO;
        }
    }

    private final Snapshot schema;
    private final LiquibaseNames names;
    private final LiquibaseFilter filter;
    private final Set<String> executed;

    /** @param executed ids with their authors, of change sets before */
    Preconditions(Snapshot schema, LiquibaseNames names, LiquibaseFilter filter, Set<String> executed) {
        this.schema = schema;
        this.names = names;
        this.filter = filter;
        this.executed = executed;
    }

    /** All of them hold. */
    Answer all(List<Node> conditions) {
        return and(conditions.stream().map(this::one).toList());
    }

    private static Answer and(List<Answer> answers) {
        if (answers.contains(Answer.NO)) {
            return Answer.NO;
        }
        return answers.contains(Answer.UNKNOWN) ? Answer.UNKNOWN : Answer.YES;
    }

    private static Answer or(List<Answer> answers) {
        if (answers.contains(Answer.YES)) {
            return Answer.YES;
        }
        return answers.contains(Answer.UNKNOWN) ? Answer.UNKNOWN : Answer.NO;
    }

    private Answer one(Node node) {
        List<Node> inner = node.children();
        return switch (node.word()) {
            case "preconditions", "and" -> all(inner);
            case "or" -> or(inner.stream().map(this::one).toList());
            case "not" -> all(inner).not();
            case "dbms" -> Answer.of(filter.includesDatabase(node.get("type")));
            case "runningas" -> Answer.YES;
            case "changesetexecuted" -> Answer.of(executed.contains(node.get("id") + "::" + node.get("author")));
            case "sqlcheck" -> sqlCheck(node);
            default -> schema(node);
        };
    }

    /** A count that should be nothing is, where nobody has worked with the database yet. */
    private static Answer sqlCheck(Node node) {
        String sql = node.body();
        boolean counts = sql.toLowerCase(Locale.ROOT).contains("count(");
        return counts && node.get("expectedResult").equals("0") ? Answer.YES : Answer.UNKNOWN;
    }

    private Answer schema(Node node) {
        if (schema.isUncertain()) {
            return Answer.UNKNOWN;
        }
        Optional<Table> table = schema.table(names.table(node));
        return switch (node.word()) {
            case "tableexists" -> Answer.of(table.isPresent());
            case "columnexists" ->
                Answer.of(table.flatMap(found -> found.column(names.of(node.get("columnName"))))
                        .isPresent());
            case "viewexists" ->
                Answer.of(schema.object(View.class, names.table(node, "viewName", "schemaName"))
                        .isPresent());
            case "sequenceexists" ->
                Answer.of(schema.object(Sequence.class, names.table(node, "sequenceName", "schemaName"))
                        .isPresent());
            case "primarykeyexists" -> primaryKey(node, table);
            case "foreignkeyconstraintexists" -> foreignKey(node);
            case "indexexists" -> index(node);
            case "uniqueconstraintexists" ->
                Answer.of(tables(node).stream()
                        .flatMap(found -> found.uniqueConstraints().stream())
                        .anyMatch(unique -> names.of(node.get("constraintName")).equals(unique.name())
                                || unique.columns().equals(names.of(node.list("columnNames")))));
            default -> Answer.UNKNOWN;
        };
    }

    private Answer primaryKey(Node node, Optional<Table> table) {
        if (node.has("tableName")) {
            return Answer.of(table.map(Table::primaryKey).isPresent());
        }
        String name = names.of(node.get("primaryKeyName"));
        return Answer.of(schema.tables().stream()
                .anyMatch(found -> found.constraintNames().contains(name)));
    }

    private List<Table> tables(Node node) {
        return node.has("tableName")
                ? schema.table(names.table(node)).stream().toList()
                : new ArrayList<>(schema.tables());
    }

    private Answer foreignKey(Node node) {
        String table = names.of(node.get("foreignKeyTableName"));
        List<ForeignKey> keys = schema.tables().stream()
                .filter(found -> table.isEmpty() || found.name().name().equals(table))
                .flatMap(found -> found.foreignKeys().stream())
                .toList();
        String name = names.of(node.get("foreignKeyName"));
        return Answer.of(name.isEmpty() ? !keys.isEmpty() : keys.stream().anyMatch(key -> name.equals(key.name())));
    }

    private Answer index(Node node) {
        String name = names.of(node.get("indexName"));
        List<String> columns = names.of(node.list("columnNames"));
        return Answer.of(tables(node).stream()
                .flatMap(found -> found.indexes().stream())
                .anyMatch(index -> name.isEmpty()
                        ? index.columns().stream()
                                .map(part -> part.text())
                                .toList()
                                .equals(columns)
                        : index.name().equals(name)));
    }
}
