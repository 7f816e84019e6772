package io.kmigrate.schema;

/** What a schema holds besides tables. Two objects of one kind differ in their names. */
public sealed interface SchemaObject permits DatabaseSchema, Sequence, DatabaseEnum, View, StoredProgram {
    TableName name();

    <R> R accept(SchemaObjectVisitor<R> visitor);
}
