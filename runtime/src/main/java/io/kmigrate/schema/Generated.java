package io.kmigrate.schema;

/**
 * A column computed from others.
 *
 * @param expression SQL text
 * @param stored written with the row, rather than computed at each read
 */
public record Generated(String expression, boolean stored) {}
