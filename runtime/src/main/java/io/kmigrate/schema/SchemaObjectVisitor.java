package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/** One method a kind, so that a new kind fails to compile wherever it is unhandled. */
@API(status = STABLE, since = "0.1")
public interface SchemaObjectVisitor<R> {
    R schema(DatabaseSchema object);

    R sequence(Sequence object);

    R enumeration(DatabaseEnum object);

    R view(View object);

    R program(StoredProgram object);
}
