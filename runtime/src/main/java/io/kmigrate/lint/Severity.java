package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/** How serious a finding is. */
@API(status = EXPERIMENTAL, since = "0.1")
public enum Severity {
    /** Data may be lost, or the operation may fail: a person has to agree. */
    ERROR,
    /** The operation works, and has a better form. */
    WARNING,
    /** Worth knowing. */
    INFO
}
