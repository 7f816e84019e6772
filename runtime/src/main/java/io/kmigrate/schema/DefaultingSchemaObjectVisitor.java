package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/** A visitor for questions that most kinds of objects answer alike. */
@API(status = STABLE, since = "0.1")
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
