package io.kmigrate.dialect;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * A condition in the words of a database's own client, each a line or more as they stand.
 *
 * @param question asks the database, and keeps the answer
 * @param begin what stands between this and {@code end} runs where the answer was yes
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record ClientCondition(String question, String begin, String end) {}
