package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.BridgeNames;
import io.kmigrate.dialect.Names;
import io.kmigrate.dialect.ReleaseBridge;
import io.kmigrate.operation.DropView;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RenameTable;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.StoredProgram.Kind;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.View;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A trigger for inserts and one for updates. */
final class MysqlReleaseBridge implements ReleaseBridge {
    private final Names names;

    MysqlReleaseBridge(Names names) {
        this.names = names;
    }

    @Override
    public List<StoredProgram> pairing(TableName table, String column, String other) {
        String one = names.quote(column);
        String two = names.quote(other);
        String insert = """
                IF NEW.%2$s IS NULL THEN
                    SET NEW.%2$s = NEW.%1$s;
                ELSE
                    SET NEW.%1$s = NEW.%2$s;
                END IF;""".formatted(one, two);
        String update = """
                IF NOT (NEW.%2$s <=> OLD.%2$s) THEN
                    SET NEW.%1$s = NEW.%2$s;
                ELSE
                    SET NEW.%2$s = NEW.%1$s;
                END IF;""".formatted(one, two);
        return programs(table, column, insert, update);
    }

    @Override
    public List<StoredProgram> copying(TableName table, String column, String copy) {
        String body = "SET NEW.%s = NEW.%s;".formatted(names.quote(copy), names.quote(column));
        return programs(table, column, body, body);
    }

    private List<StoredProgram> programs(TableName table, String column, String insert, String update) {
        return List.of(trigger(table, column, "INSERT", insert), trigger(table, column, "UPDATE", update));
    }

    private StoredProgram trigger(TableName table, String column, String event, String body) {
        String name = BridgeNames.of(table, column, "_" + event.toLowerCase(Locale.ROOT));
        String sql = "CREATE TRIGGER %s BEFORE %s ON %s FOR EACH ROW\nBEGIN\n    %s\nEND"
                .formatted(names.quote(name), event, names.quote(table), body.replace("\n", "\n    "));
        return new StoredProgram(new StoredProgram.Id(Kind.TRIGGER, table.withName(name), table, null), sql);
    }

    /** Each statement commits by itself, and a trigger does not follow a column to its new name. */
    @Override
    public boolean swapsNames() {
        return false;
    }

    /** One statement changes both names; a name for a moment is needed for the view. */
    @Override
    public List<Operation> replace(View view, TableName table) {
        TableName gone = view.name().withName(BridgeNames.of(table, "view", ""));
        String rename = "RENAME TABLE %s TO %s, %s TO %s"
                .formatted(names.quote(view.name()), names.quote(gone), names.quote(table), names.quote(view.name()));
        List<Operation> renamed = List.of(
                new DropView(view.name(), false, false),
                new RenameTable(table, view.name().name()));
        String drop = "DROP VIEW " + names.quote(gone);
        return List.of(new ExecuteSql(rename + ";\n" + drop, Map.of(), Map.of(), renamed, null));
    }
}
