package io.kmigrate.compare;

import io.kmigrate.schema.DefaultingSchemaObjectVisitor;
import io.kmigrate.schema.Mentions;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.View;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Views and programs, each after those that it names: functions first, triggers last where nothing else is said. */
final class DependencyOrder {
    private final List<SchemaObject> given;
    private final Set<SchemaObject> begun = new LinkedHashSet<>();
    private final List<SchemaObject> ordered = new ArrayList<>();

    private DependencyOrder(List<SchemaObject> given) {
        this.given = given;
    }

    /** Functions that the tables' own SQL calls, and those that these call. */
    static List<SchemaObject> neededByTables(Snapshot schema) {
        DependencyOrder order = new DependencyOrder(
                schema.objects().stream().filter(object -> kind(object) == 0).toList());
        Mentions mentions = Mentions.in(TableExpressions.of(schema.tables()));
        order.given.stream()
                .filter(function -> mentions.names(function.name().name()))
                .forEach(order::add);
        return order.ordered;
    }

    static List<SchemaObject> of(List<SchemaObject> objects) {
        List<SchemaObject> byKind = new ArrayList<>();
        for (int kind = 0; kind <= 2; kind++) {
            for (SchemaObject object : objects) {
                if (kind == kind(object)) {
                    byKind.add(object);
                }
            }
        }
        DependencyOrder order = new DependencyOrder(byKind);
        byKind.forEach(order::add);
        return order.ordered;
    }

    /** 3 for what is neither a view nor a program. */
    private static int kind(SchemaObject object) {
        return object.accept(new Kind());
    }

    private static final class Kind implements DefaultingSchemaObjectVisitor<Integer> {
        @Override
        public Integer otherwise(SchemaObject object) {
            return 3;
        }

        @Override
        public Integer view(View object) {
            return 1;
        }

        @Override
        public Integer program(StoredProgram object) {
            return object.id().table() == null ? 0 : 2;
        }
    }

    /** The SQL of what is a view or a program. */
    private static final class Text implements DefaultingSchemaObjectVisitor<String> {
        @Override
        public String otherwise(SchemaObject object) {
            return "";
        }

        @Override
        public String view(View object) {
            return object.query();
        }

        @Override
        public String program(StoredProgram object) {
            return object.definition();
        }
    }

    /** Those that name each other come as they are found. */
    private void add(SchemaObject first) {
        // A stack of our own: views may stand on each other to any depth.
        Deque<Visit> path = new ArrayDeque<>();
        enter(first, path);
        while (!path.isEmpty()) {
            Visit visit = path.peek();
            if (visit.named().hasNext()) {
                enter(visit.named().next(), path);
            } else {
                ordered.add(path.pop().object());
            }
        }
    }

    private void enter(SchemaObject object, Deque<Visit> path) {
        if (begun.add(object)) {
            Mentions mentions = Mentions.in(object.accept(new Text()));
            path.push(new Visit(
                    object,
                    given.stream()
                            .filter(other -> kind(other) < 2
                                    && mentions.names(other.name().name()))
                            .iterator()));
        }
    }

    /** An object, and what it names, which comes first. */
    private record Visit(SchemaObject object, Iterator<SchemaObject> named) {}
}
