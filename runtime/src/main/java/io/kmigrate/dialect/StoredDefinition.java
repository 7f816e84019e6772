package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * A statement as the database keeps it.
 *
 * @param kind {@code table}, {@code index}, {@code trigger} or {@code view}
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record StoredDefinition(String kind, String name, String sql) {}
