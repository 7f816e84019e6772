package io.kmigrate.dialect.mysql;

import io.kmigrate.dialect.BatchSql;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.DefaultingColumnTypeVisitor;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How MySQL and MariaDB go through a table. */
final class MysqlBatches extends BatchSql {
    /** Types of the server whose values read as they are written. */
    private static final Pattern COMPARED =
            Pattern.compile("(?i)(?:var)?binary\\(\\d+\\)|(?:datetime|timestamp|time)(?:\\(\\d\\))?");

    private final Product flavour;

    private MysqlBatches(Product flavour) {
        super(MysqlNames.of(flavour));
        this.flavour = flavour;
    }

    /** For the dialect, which every start loads: Java would load this class with one that names its constructor. */
    static BatchSql create(Product flavour) {
        return new MysqlBatches(flavour);
    }

    /** InnoDB's own estimate, which can be half of what there is. */
    @Override
    public Optional<String> estimate(TableName table) {
        return Optional.of("SELECT TABLE_ROWS FROM information_schema.TABLES t WHERE " + is(table));
    }

    private String is(TableName table) {
        MysqlLiterals literals = new MysqlLiterals(flavour);
        String schema = table.schema() == null ? "DATABASE()" : literals.render(table.schema());
        return "t.TABLE_SCHEMA = " + schema + " AND t.TABLE_NAME = " + literals.render(table.name());
    }

    @Override
    public Optional<String> engineWithoutTransactions(TableName table) {
        return Optional.of("SELECT t.ENGINE FROM information_schema.TABLES t JOIN information_schema.ENGINES e"
                + " ON e.ENGINE = t.ENGINE WHERE e.TRANSACTIONS <> 'YES' AND " + is(table));
    }

    /** An enumeration or a set is in the order of its labels, and compared with a text it is a text. */
    @Override
    public boolean canCompare(Column column) {
        return super.canCompare(column) && column.type().accept(Labels.NONE);
    }

    /** TINYINT(1) has other numbers, too. */
    @Override
    public boolean isTruth(Column column) {
        return false;
    }

    /** Types that can be no enumeration and no set. */
    private enum Labels implements DefaultingColumnTypeVisitor<Boolean> {
        NONE;

        @Override
        public Boolean otherwise(ColumnType type) {
            return true;
        }

        @Override
        public Boolean enumType(ColumnType.EnumType type) {
            return false;
        }

        @Override
        public Boolean customType(ColumnType.CustomType type) {
            return COMPARED.matcher(type.sql()).matches();
        }
    }

    /** How far a replica is behind, the replica alone knows. MySQL before 8.0.22 has the older word. */
    @Override
    public List<String> replicaStatus() {
        return List.of("SHOW REPLICA STATUS", "SHOW SLAVE STATUS");
    }

    @Override
    public Optional<String> runningSessions() {
        String schema = flavour == Product.MARIADB ? "information_schema" : "performance_schema";
        return Optional.of(
                "SELECT VARIABLE_VALUE FROM " + schema + ".global_status WHERE VARIABLE_NAME = 'Threads_running'");
    }

    @Override
    public boolean hasLoop() {
        return true;
    }

    @Override
    public List<String> loop(Loop loop) {
        return new MysqlLoop(loop, this, MysqlNames.of(flavour)).statements();
    }

    @Override
    public boolean hasWorkers() {
        return true;
    }
}
