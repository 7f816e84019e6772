package io.kmigrate.schema;

/** A visitor for questions that most kinds of objects answer alike. */
public interface DefaultingSchemaObjectVisitor<R> extends SchemaObjectVisitor<R> {
    /** The answer for every kind whose own method is not overridden. */
    R otherwise(SchemaObject object);

    @Override
    default R schema(DatabaseSchema object) {
        return otherwise(object);
    }

    @Override
    default R sequence(Sequence object) {
        return otherwise(object);
    }

    @Override
    default R enumeration(DatabaseEnum object) {
        return otherwise(object);
    }

    @Override
    default R view(View object) {
        return otherwise(object);
    }

    @Override
    default R program(StoredProgram object) {
        return otherwise(object);
    }
}
