package io.kmigrate.dialect;

/**
 * A statement as the database keeps it.
 *
 * @param kind {@code table}, {@code index}, {@code trigger} or {@code view}
 */
public record StoredDefinition(String kind, String name, String sql) {}
