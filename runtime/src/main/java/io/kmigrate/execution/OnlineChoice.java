package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.MAINTAINED;

import org.apiguardian.api.API;

/**
 * How an operation runs that could keep others waiting.
 *
 * @param inParts whether in parts that let others work, rather than by its plain statements
 * @param reason such as the size of its table
 */
@API(status = MAINTAINED, since = "0.1")
public record OnlineChoice(boolean inParts, String reason) {}
