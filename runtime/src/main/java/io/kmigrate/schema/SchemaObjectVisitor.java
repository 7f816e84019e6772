package io.kmigrate.schema;

/** One method a kind, so that a new kind fails to compile wherever it is unhandled. */
public interface SchemaObjectVisitor<R> {
    R schema(DatabaseSchema object);

    R sequence(Sequence object);

    R enumeration(DatabaseEnum object);

    R view(View object);

    R program(StoredProgram object);
}
