package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/** What a schema holds besides tables. Two objects of one kind differ in their names. */
@API(status = STABLE, since = "0.1")
public sealed interface SchemaObject permits DatabaseSchema, Sequence, DatabaseEnum, View, StoredProgram {
    TableName name();

    <R> R accept(SchemaObjectVisitor<R> visitor);
}
