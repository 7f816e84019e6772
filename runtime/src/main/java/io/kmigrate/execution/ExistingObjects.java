package io.kmigrate.execution;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.repeatable.Repeatable;
import io.kmigrate.repeatable.Repeatable.Kind;
import io.kmigrate.schema.DefaultingSchemaObjectVisitor;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.View;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Objects that the database has before they are made the first time. What only a text makes is not found. */
record ExistingObjects(Dialect dialect, Connection connection) {
    List<Repeatable> among(List<Repeatable> objects) throws SQLException {
        if (objects.stream().noneMatch(object -> object.kind() != Kind.SQL && object.kind() != Kind.GRANT)) {
            return List.of();
        }
        Set<String> there = dialect.introspector().introspect(connection).objects().stream()
                .map(object -> object.accept(new Named()))
                .collect(Collectors.toSet());
        return objects.stream().filter(object -> there.contains(name(object))).toList();
    }

    private static String name(Repeatable object) {
        return word(object.kind()) + " " + object.name();
    }

    private static String word(Kind kind) {
        return kind == Kind.MATERIALIZED_VIEW ? Kind.VIEW.word() : kind.word();
    }

    /** Kind and name, whatever the arguments: one that is there is found. */
    private static final class Named implements DefaultingSchemaObjectVisitor<String> {
        @Override
        public String otherwise(SchemaObject object) {
            return "";
        }

        @Override
        public String view(View object) {
            return Kind.VIEW.word() + " " + object.name();
        }

        @Override
        public String program(StoredProgram object) {
            return object.id().kind().word() + " " + object.name();
        }
    }
}
