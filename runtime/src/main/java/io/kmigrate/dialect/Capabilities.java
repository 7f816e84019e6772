package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * What differs between databases and is worth asking before acting.
 *
 * @param transactionalDdl a rolled back transaction undoes DDL
 * @param schemas tables can be put into named schemas
 * @param maximumNameLength in characters; longer names are refused
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record Capabilities(boolean transactionalDdl, boolean schemas, int maximumNameLength) {}
