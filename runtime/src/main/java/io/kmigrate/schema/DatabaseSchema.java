package io.kmigrate.schema;

/** A named schema: a room for tables of its own. */
public record DatabaseSchema(TableName name) implements SchemaObject {}
