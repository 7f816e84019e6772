package io.kmigrate.plan;

import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.OperationDescription;
import io.kmigrate.schema.DatabaseEnum;
import io.kmigrate.schema.DatabaseSchema;
import io.kmigrate.schema.SchemaObjectVisitor;
import io.kmigrate.schema.Sequence;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.View;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How a schema differs from the one it should be again, part by part, in words such as
 * {@code column users.phone}. The order of columns is no difference: no database gives it back.
 *
 * @param missing what was there and is not
 * @param left what was not there and is
 * @param changed what is there otherwise, with what was and what is
 */
record SchemaLoss(List<String> missing, List<String> left, List<String> changed) {
    /** The members of a described table, in the words of a sentence. */
    private static final Map<String, String> PARTS = Map.of(
            "columns", "column",
            "primaryKey", "primary key",
            "uniqueConstraints", "unique constraint",
            "checkConstraints", "check constraint",
            "foreignKeys", "foreign key",
            "exclusionConstraints", "exclusion constraint",
            "notNullConstraints", "NOT NULL constraint",
            "indexes", "index");

    SchemaLoss {
        missing = List.copyOf(missing);
        left = List.copyOf(left);
        changed = List.copyOf(changed);
    }

    static SchemaLoss between(Snapshot before, Snapshot after) {
        Comparison comparison = new Comparison();
        if (!before.asCertain().equals(after.asCertain())) {
            comparison.of(tables(before), tables(after), "table ");
            for (Table was : before.tables()) {
                after.table(was.name())
                        .filter(is -> !is.equals(was))
                        .ifPresent(is -> comparison.of(parts(was), parts(is), ""));
            }
            comparison.of(objects(before), objects(after), "");
        }
        return new SchemaLoss(comparison.missing, comparison.left, comparison.changed);
    }

    boolean isEmpty() {
        return missing.isEmpty() && left.isEmpty() && changed.isEmpty();
    }

    /** Tables that are on both sides are compared by their parts. */
    private static Map<String, Object> tables(Snapshot schema) {
        Map<String, Object> result = new LinkedHashMap<>();
        schema.tables().forEach(table -> result.put(table.name().toString(), ""));
        return result;
    }

    private static Map<String, Object> objects(Snapshot schema) {
        Map<String, Object> result = new LinkedHashMap<>();
        schema.objects().forEach(object -> result.put(object.accept(new ObjectName()), object));
        return result;
    }

    /** A part without a name is known by its content. */
    private static Map<String, Object> parts(Table table) {
        Map<String, Object> result = new LinkedHashMap<>();
        OperationDescription.of(new CreateTable(table, false)).arguments().forEach((member, value) -> {
            String word = PARTS.get(member);
            if (word != null) {
                Collection<?> parts = value instanceof Collection<?> several ? several : List.of(value);
                parts.forEach(part -> put(result, word, table, (Map<?, ?>) part));
            } else if (!member.equals("table")) {
                result.put("the " + member + " of table " + table.name(), value);
            }
        });
        return result;
    }

    private static void put(Map<String, Object> result, String word, Table table, Map<?, ?> part) {
        Object name = part.get("name");
        if (word.equals("column")) {
            result.put("column " + table.name() + "." + name, part);
        } else if (name != null) {
            result.put(word + " " + name + " of table " + table.name(), part);
        } else {
            Object content = part.containsKey("columns") ? part.get("columns") : part.get("condition");
            result.put(word + " of table " + table.name() + " over " + content, part);
        }
    }

    private static final class ObjectName implements SchemaObjectVisitor<String> {
        @Override
        public String schema(DatabaseSchema object) {
            return "schema " + object.name();
        }

        @Override
        public String sequence(Sequence object) {
            return "sequence " + object.name();
        }

        @Override
        public String enumeration(DatabaseEnum object) {
            return "enumeration " + object.name();
        }

        @Override
        public String view(View object) {
            return "view " + object.name();
        }

        @Override
        public String program(StoredProgram object) {
            return object.id().toString();
        }
    }

    private static final class Comparison {
        private final List<String> missing = new ArrayList<>();
        private final List<String> left = new ArrayList<>();
        private final List<String> changed = new ArrayList<>();

        void of(Map<String, Object> before, Map<String, Object> after, String word) {
            before.forEach((name, was) -> {
                Object is = after.get(name);
                if (is == null) {
                    missing.add(word + name);
                } else if (!is.equals(was)) {
                    changed.add(word + name + details(was, is));
                }
            });
            after.keySet().stream().filter(name -> !before.containsKey(name)).forEach(name -> left.add(word + name));
        }

        private static String details(Object was, Object is) {
            if (!(was instanceof Map<?, ?> old) || !(is instanceof Map<?, ?> now)) {
                return "";
            }
            TreeSet<String> differing = new TreeSet<>();
            old.forEach((member, value) -> {
                if (!value.equals(now.get(member))) {
                    differing.add(member + " was " + value);
                }
            });
            now.forEach((member, value) -> {
                if (!old.containsKey(member)) {
                    differing.add(member + " is " + value);
                }
            });
            return " (" + String.join(", ", differing) + ")";
        }
    }
}
