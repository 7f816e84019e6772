package io.kmigrate.lint;

/** How serious a finding is. */
public enum Severity {
    /** Data may be lost, or the operation may fail: a person has to agree. */
    ERROR,
    /** The operation works, and has a better form. */
    WARNING,
    /** Worth knowing. */
    INFO
}
