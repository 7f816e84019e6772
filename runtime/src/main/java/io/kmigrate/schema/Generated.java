package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/**
 * A column computed from others.
 *
 * @param expression SQL text
 * @param stored written with the row, rather than computed at each read
 */
@API(status = STABLE, since = "0.1")
public record Generated(String expression, boolean stored) {}
