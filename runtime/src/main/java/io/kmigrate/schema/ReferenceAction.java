package io.kmigrate.schema;

import static org.apiguardian.api.API.Status.STABLE;

import org.apiguardian.api.API;

/** What a foreign key does to its rows when the row they point at goes or changes. */
@API(status = STABLE, since = "0.1")
public enum ReferenceAction {
    NO_ACTION("NO ACTION"),
    RESTRICT("RESTRICT"),
    CASCADE("CASCADE"),
    SET_NULL("SET NULL"),
    SET_DEFAULT("SET DEFAULT");

    private final String sql;

    ReferenceAction(String sql) {
        this.sql = sql;
    }

    /** The standard's spelling, which every supported database shares. */
    public String sql() {
        return sql;
    }
}
