package io.kmigrate.dialect;

/**
 * What differs between databases and is worth asking before acting.
 *
 * @param transactionalDdl a rolled back transaction undoes DDL
 * @param schemas tables can be put into named schemas
 * @param maximumNameLength in characters; longer names are refused
 */
public record Capabilities(boolean transactionalDdl, boolean schemas, int maximumNameLength) {}
