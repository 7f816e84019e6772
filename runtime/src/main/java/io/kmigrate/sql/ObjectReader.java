package io.kmigrate.sql;

import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.ColumnChange;
import io.kmigrate.operation.CommentOnTable;
import io.kmigrate.operation.CreateEnum;
import io.kmigrate.operation.CreateProgram;
import io.kmigrate.operation.CreateSchema;
import io.kmigrate.operation.CreateSequence;
import io.kmigrate.operation.DropEnum;
import io.kmigrate.operation.DropProgram;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RenameIndex;
import io.kmigrate.operation.RenameTable;
import io.kmigrate.schema.DatabaseEnum;
import io.kmigrate.schema.Sequence;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.StoredProgram.Kind;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads statements that no rule asks about, for scripts: objects beside tables, comments and rows. */
final class ObjectReader {
    private final SqlTokens sql;
    private final Reading reading;

    /** @param sql a copy of its own: what cannot be read to its end is read by others */
    ObjectReader(SqlTokens sql, Reading reading) {
        this.sql = sql.whole();
        this.reading = reading;
    }

    /** The operation that does the same; empty where none does, or another class reads it. */
    Optional<Operation> read() {
        String text = sql.whole().rest();
        Operation read = statement(text);
        return Optional.ofNullable(read).filter(operation -> sql.isWhole());
    }

    private @Nullable Operation statement(String text) {
        RowsText rows = new RowsText(sql, reading);
        if (sql.accept("INSERT INTO")) {
            return rows.insert().orElse(null);
        }
        if (sql.accept("UPDATE")) {
            return rows.update().orElse(null);
        }
        if (sql.accept("DELETE FROM")) {
            return rows.delete().orElse(null);
        }
        if (sql.accept("COMMENT ON")) {
            return comment();
        }
        if (sql.accept("CREATE")) {
            return create(text);
        }
        if (sql.accept("DROP")) {
            return drop();
        }
        if (sql.accept("RENAME TABLE")) {
            TableName table = sql.table();
            return sql.accept("TO") ? new RenameTable(table, sql.name()) : null;
        }
        return sql.accept("ALTER INDEX") ? renameIndex() : null;
    }

    private @Nullable Operation comment() {
        if (sql.accept("TABLE")) {
            TableName table = sql.table();
            sql.accept("IS");
            return new CommentOnTable(table, text());
        }
        if (!sql.accept("COLUMN")) {
            return null;
        }
        List<String> names = new ArrayList<>(List.of(sql.name()));
        while (sql.accept(".")) {
            names.add(sql.name());
        }
        sql.accept("IS");
        String text = text();
        String column = names.remove(names.size() - 1);
        if (names.isEmpty() || names.size() > 2) {
            return null;
        }
        TableName table = names.size() == 1 ? TableName.of(names.get(0)) : new TableName(names.get(0), names.get(1));
        return new AlterColumn(table, column, ColumnChange.none().withComment(text == null ? "" : text));
    }

    private @Nullable String text() {
        return sql.accept("NULL") ? null : sql.string().orElse(null);
    }

    private @Nullable Operation create(String text) {
        boolean orReplace = sql.accept("OR REPLACE");
        for (Kind kind : List.of(Kind.FUNCTION, Kind.PROCEDURE)) {
            if (sql.accept(kind.name())) {
                TableName name = sql.table();
                sql.rest();
                return new CreateProgram(
                        new StoredProgram(new StoredProgram.Id(kind, name, null, null), text), orReplace);
            }
        }
        if (sql.accept("TRIGGER")) {
            return trigger(text, orReplace);
        }
        if (sql.accept("SEQUENCE")) {
            return sequence();
        }
        if (sql.accept("TYPE")) {
            return type();
        }
        if (sql.accept("SCHEMA")) {
            boolean ifNotExists = sql.accept("IF NOT EXISTS");
            return new CreateSchema(sql.name(), ifNotExists);
        }
        return null;
    }

    private @Nullable Operation trigger(String text, boolean orReplace) {
        TableName name = sql.table();
        sql.until("ON");
        if (!sql.accept("ON")) {
            return null;
        }
        TableName table = sql.table();
        sql.rest();
        return new CreateProgram(
                new StoredProgram(new StoredProgram.Id(Kind.TRIGGER, TableName.of(name.name()), table, null), text),
                orReplace);
    }

    private Operation sequence() {
        boolean ifNotExists = sql.accept("IF NOT EXISTS");
        Sequence sequence = Sequence.of(sql.table());
        long start = 1;
        while (!sql.isEnd()) {
            if (sql.acceptAny("START WITH", "START")) {
                start = sql.number().orElse(1L);
                sequence = sequence.withStart(start);
            } else if (sql.acceptAny("INCREMENT BY", "INCREMENT")) {
                sequence = step(sequence);
            } else if (sql.accept("CYCLE")) {
                sequence = sequence.withCycle(true);
            } else if (!sql.acceptAny("NO MINVALUE", "NO MAXVALUE", "NO CYCLE")) {
                sequence = bounded(sequence);
            }
        }
        return new CreateSequence(sequence, ifNotExists);
    }

    /** One that goes down begins elsewhere; it stays as it is written. */
    private Sequence step(Sequence sequence) {
        long step = sql.number().orElse(0L);
        if (step <= 0) {
            sql.leaveOut();
            return sequence;
        }
        return sequence.withIncrement(step);
    }

    private Sequence bounded(Sequence sequence) {
        Long minimum = sequence.minimum();
        Long maximum = sequence.maximum();
        Long cache = sequence.cache();
        if (sql.accept("MINVALUE")) {
            minimum = sql.number().orElse(null);
        } else if (sql.accept("MAXVALUE")) {
            maximum = sql.number().orElse(null);
        } else if (sql.accept("CACHE")) {
            cache = sql.number().orElse(null);
        } else {
            sql.skip();
        }
        return new Sequence(
                sequence.name(), sequence.start(), sequence.increment(), minimum, maximum, cache, sequence.cycle());
    }

    private @Nullable Operation type() {
        TableName name = sql.table();
        if (!sql.accept("AS ENUM")) {
            return null;
        }
        List<String> labels = new ArrayList<>();
        for (SqlTokens part : sql.parenthesis().parts()) {
            part.string().ifPresent(labels::add);
        }
        return labels.isEmpty() ? null : new CreateEnum(new DatabaseEnum(name, labels), false);
    }

    private @Nullable Operation drop() {
        if (sql.accept("TYPE")) {
            boolean ifExists = sql.accept("IF EXISTS");
            TableName name = sql.table();
            sql.accept("RESTRICT");
            boolean isEnum = reading.tables().object(DatabaseEnum.class, name).isPresent();
            return isEnum || mayBeMissing(ifExists) ? new DropEnum(name, ifExists) : null;
        }
        for (Kind kind : List.of(Kind.FUNCTION, Kind.PROCEDURE)) {
            if (sql.accept(kind.name())) {
                boolean ifExists = sql.accept("IF EXISTS");
                TableName name = sql.table();
                sql.parenthesis().rest();
                StoredProgram.Id id = new StoredProgram.Id(kind, name, null, null);
                return reading.tables().program(id).isPresent() || mayBeMissing(ifExists)
                        ? new DropProgram(id, ifExists)
                        : null;
            }
        }
        if (sql.accept("TRIGGER")) {
            boolean ifExists = sql.accept("IF EXISTS");
            String name = sql.name();
            TableName table = sql.accept("ON") ? sql.table() : tableOf(name);
            if (table == null) {
                return null;
            }
            StoredProgram.Id id = new StoredProgram.Id(Kind.TRIGGER, TableName.of(name), table, null);
            return reading.tables().program(id).isPresent() || mayBeMissing(ifExists)
                    ? new DropProgram(id, ifExists)
                    : null;
        }
        return null;
    }

    /** Whether a statement says something although no object of the name is known. */
    private boolean mayBeMissing(boolean ifExists) {
        return ifExists || reading.tables().isUncertain();
    }

    /** Of the only trigger that is called so. */
    private @Nullable TableName tableOf(String trigger) {
        List<TableName> tables = reading.tables().objects().stream()
                .filter(StoredProgram.class::isInstance)
                .map(object -> ((StoredProgram) object).id())
                .filter(id -> id.name().name().equals(trigger))
                .flatMap(id -> Stream.ofNullable(id.table()))
                .toList();
        return tables.size() == 1 ? tables.get(0) : null;
    }

    private @Nullable Operation renameIndex() {
        sql.accept("IF EXISTS");
        String name = sql.table().name();
        if (!sql.accept("RENAME TO")) {
            return null;
        }
        String newName = sql.name();
        List<Table> having = reading.tables().tables().stream()
                .filter(table -> table.index(name).isPresent())
                .toList();
        return having.size() == 1 ? new RenameIndex(having.get(0).name(), name, newName) : null;
    }
}
