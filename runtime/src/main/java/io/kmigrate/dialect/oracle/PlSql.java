package io.kmigrate.dialect.oracle;

import java.util.List;

/** Blocks for what has no IF EXISTS before 23ai: a statement whose one expected error is nothing to report. */
final class PlSql {
    /** ORA-00904: invalid identifier, of a column to be dropped. */
    static final int NO_SUCH_COLUMN = 904;

    /** ORA-00942: table or view does not exist. */
    static final int NO_SUCH_TABLE = 942;

    /** ORA-00955: name is already used by an existing object. */
    static final int NAME_IN_USE = 955;

    /** ORA-01418: specified index does not exist. */
    static final int NO_SUCH_INDEX = 1418;

    /** ORA-01430: column being added already exists in table. */
    static final int COLUMN_EXISTS = 1430;

    /** ORA-01442: column to be modified to NOT NULL is already NOT NULL. */
    static final int ALREADY_NOT_NULL = 1442;

    /** ORA-01451: column to be modified to NULL cannot be modified to NULL. */
    static final int ALREADY_NULL = 1451;

    /** ORA-02443: cannot drop constraint - nonexistent constraint. */
    static final int NO_SUCH_CONSTRAINT = 2443;

    /** ORA-02289: sequence does not exist. */
    static final int NO_SUCH_SEQUENCE = 2289;

    /** ORA-04043: object does not exist, of a function or procedure. */
    static final int NO_SUCH_OBJECT = 4043;

    /** ORA-04080: trigger does not exist. */
    static final int NO_SUCH_TRIGGER = 4080;

    /** ORA-12003: materialized view does not exist. */
    static final int NO_SUCH_MATERIALIZED_VIEW = 12003;

    private PlSql() {}

    /** One block of {@code statements} that ends without a word when the first fails with {@code error}. */
    static List<String> unless(int error, List<String> statements) {
        StringBuilder block = new StringBuilder("BEGIN\n    BEGIN\n        ")
                .append(execute(statements.get(0)))
                .append("\n    EXCEPTION\n        WHEN OTHERS THEN\n            IF SQLCODE = -")
                .append(error)
                .append(" THEN\n                RETURN;\n            END IF;\n            RAISE;\n    END;\n");
        statements.stream()
                .skip(1)
                .forEach(statement ->
                        block.append("    ").append(execute(statement)).append('\n'));
        return List.of(block.append("END;").toString());
    }

    private static String execute(String statement) {
        return statement.startsWith("BEGIN") ? statement : "EXECUTE IMMEDIATE '" + statement.replace("'", "''") + "';";
    }
}
