package io.kmigrate.dialect.mysql;

import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.Equivalence;
import io.kmigrate.schema.ReferenceAction;
import io.kmigrate.schema.SchemaObject;
import io.kmigrate.schema.Sequence;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.View;

/** Tells what is one and the same to MySQL and MariaDB. */
record MysqlEquivalence(Product flavour) implements Equivalence {
    /** Other databases of the server are no part of this one. */
    @Override
    public boolean keeps(Class<? extends SchemaObject> kind) {
        return kind == View.class || kind == StoredProgram.class || (kind == Sequence.class && flavour.hasSequences());
    }

    @Override
    public boolean sameType(ColumnType left, ColumnType right) {
        MysqlTypes types = new MysqlTypes(flavour);
        return types.canonical(left).equals(types.canonical(right));
    }

    /** InnoDB checks a key at once, so that RESTRICT and NO ACTION are the same. */
    @Override
    public boolean sameAction(ReferenceAction left, ReferenceAction right) {
        return plain(left) == plain(right);
    }

    private static ReferenceAction plain(ReferenceAction action) {
        return action == ReferenceAction.RESTRICT ? ReferenceAction.NO_ACTION : action;
    }

    @Override
    public boolean tellsUniqueConstraints() {
        return false;
    }
}
