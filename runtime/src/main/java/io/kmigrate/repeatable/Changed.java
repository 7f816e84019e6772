package io.kmigrate.repeatable;

import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.CreateProgram;
import io.kmigrate.operation.CreateView;
import io.kmigrate.operation.DefaultingOperationVisitor;
import io.kmigrate.operation.DropColumn;
import io.kmigrate.operation.DropProgram;
import io.kmigrate.operation.DropTable;
import io.kmigrate.operation.DropView;
import io.kmigrate.operation.ExecuteSql;
import io.kmigrate.operation.MoveTable;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.RenameColumn;
import io.kmigrate.operation.RenameTable;
import io.kmigrate.schema.Mentions;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What operations drop, rename or give another type: databases refuse that while something reads it. */
final class Changed {
    /** Names of tables, views and functions. */
    private final Set<String> whole = new LinkedHashSet<>();

    /** By the name of a table, its columns in question. */
    private final Map<String, Set<String>> columns = new LinkedHashMap<>();

    /** Names of views and programs. The value says whether the first operation about one creates it. */
    private final Map<String, Boolean> made = new LinkedHashMap<>();

    private final boolean isUncertain;

    Changed(Collection<Operation> operations) {
        Reading reading = new Reading();
        long clear = operations.stream()
                .filter(operation -> operation.accept(reading))
                .count();
        isUncertain = clear < operations.size();
    }

    /** Whether some of them do not say what they change. */
    boolean isUncertain() {
        return isUncertain;
    }

    /** Whether an object reads some of it, as far as its text tells. */
    boolean isReadBy(Repeatable object) {
        if (whole.isEmpty() && columns.isEmpty()) {
            return false;
        }
        Mentions mentions = Mentions.in(object.text());
        return whole.stream().anyMatch(name -> isRead(name, object, mentions))
                || columns.entrySet().stream()
                        .filter(entry -> isRead(entry.getKey(), object, mentions))
                        .anyMatch(entry -> object.text().contains("*")
                                || entry.getValue().stream().anyMatch(mentions::names));
    }

    /** Whether they make, drop or replace the object itself. */
    boolean isAbout(Repeatable object) {
        return object.kind() != Repeatable.Kind.GRANT
                && object.kind() != Repeatable.Kind.SQL
                && made.containsKey(object.name().name());
    }

    /** Whether they can only run where the object is not there. */
    boolean isMadeBy(Repeatable object) {
        return isAbout(object) && made.getOrDefault(object.name().name(), false);
    }

    private static boolean isRead(String name, Repeatable object, Mentions mentions) {
        TableName table = object.table();
        return (table != null && table.name().equalsIgnoreCase(name))
                || mentions.names(name)
                || object.needs().contains(name);
    }

    private void all(TableName name) {
        whole.add(name.name());
    }

    private void about(TableName name, boolean makes) {
        made.putIfAbsent(name.name(), makes);
        if (!makes) {
            all(name);
        }
    }

    private void column(TableName table, String column) {
        columns.computeIfAbsent(table.name(), first -> new LinkedHashSet<>()).add(column);
    }

    /** Notes what an operation changes, and gives whether that is known. */
    private final class Reading implements DefaultingOperationVisitor<Boolean> {
        @Override
        public Boolean otherwise(Operation operation) {
            return !operation.isOpaque();
        }

        @Override
        public Boolean dropTable(DropTable drop) {
            all(drop.table());
            return true;
        }

        @Override
        public Boolean renameTable(RenameTable rename) {
            all(rename.table());
            return true;
        }

        @Override
        public Boolean moveTable(MoveTable move) {
            all(move.table());
            return true;
        }

        @Override
        public Boolean dropColumn(DropColumn drop) {
            column(drop.table(), drop.column());
            return true;
        }

        @Override
        public Boolean renameColumn(RenameColumn rename) {
            column(rename.table(), rename.column());
            return true;
        }

        @Override
        public Boolean alterColumn(AlterColumn alter) {
            if (alter.change().type() != null || alter.change().newName() != null) {
                column(alter.table(), alter.column());
            }
            return true;
        }

        @Override
        public Boolean createView(CreateView create) {
            about(create.view().name(), !create.orReplace());
            return true;
        }

        @Override
        public Boolean dropView(DropView drop) {
            about(drop.view(), false);
            return true;
        }

        @Override
        public Boolean createProgram(CreateProgram create) {
            about(create.program().name(), !create.orReplace());
            return true;
        }

        @Override
        public Boolean dropProgram(DropProgram drop) {
            about(drop.program().name(), false);
            return true;
        }

        @Override
        public Boolean executeSql(ExecuteSql execute) {
            if (execute.changes() == null) {
                return !execute.apply(Snapshot.empty()).isUncertain();
            }
            execute.changes().forEach(change -> change.accept(this));
            return true;
        }
    }
}
