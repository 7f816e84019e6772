package io.kmigrate.dialect.postgres;

import static io.kmigrate.dialect.postgres.PostgresRenderer.NAMES;

import io.kmigrate.dialect.BridgeNames;
import io.kmigrate.dialect.ReleaseBridge;
import io.kmigrate.operation.DropView;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RenameTable;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.StoredProgram.Kind;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.View;
import java.util.List;

/** One function and one trigger for inserts and updates. PL/pgSQL turns a value into the type of its target. */
final class PostgresReleaseBridge implements ReleaseBridge {
    @Override
    public List<StoredProgram> pairing(TableName table, String column, String other) {
        String one = NAMES.quote(column);
        String two = NAMES.quote(other);
        return programs(table, column, """
                    IF TG_OP = 'INSERT' THEN
                        IF NEW.%2$s IS NULL THEN
                            NEW.%2$s := NEW.%1$s;
                        ELSE
                            NEW.%1$s := NEW.%2$s;
                        END IF;
                    ELSIF NEW.%2$s IS DISTINCT FROM OLD.%2$s THEN
                        NEW.%1$s := NEW.%2$s;
                    ELSE
                        NEW.%2$s := NEW.%1$s;
                    END IF;
                """.formatted(one, two));
    }

    @Override
    public List<StoredProgram> copying(TableName table, String column, String copy) {
        return programs(table, column, "    NEW.%s := NEW.%s;\n".formatted(NAMES.quote(copy), NAMES.quote(column)));
    }

    private static List<StoredProgram> programs(TableName table, String column, String body) {
        TableName name = table.withName(BridgeNames.of(table, column, ""));
        String function = """
                CREATE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS $kmigrate$
                BEGIN
                %s    RETURN NEW;
                END
                $kmigrate$""".formatted(NAMES.quote(name), body);
        String trigger = "CREATE TRIGGER %s BEFORE INSERT OR UPDATE ON %s\nFOR EACH ROW EXECUTE FUNCTION %s()"
                .formatted(NAMES.quote(name.name()), NAMES.quote(table), NAMES.quote(name));
        return List.of(
                new StoredProgram(new StoredProgram.Id(Kind.FUNCTION, name, null, null), function),
                new StoredProgram(new StoredProgram.Id(Kind.TRIGGER, name, table, null), trigger));
    }

    @Override
    public boolean swapsNames() {
        return true;
    }

    /** In the transaction of the revision. */
    @Override
    public List<Operation> replace(View view, TableName table) {
        return List.of(
                new DropView(view.name(), false, false),
                new RenameTable(table, view.name().name()));
    }
}
