package io.kmigrate.sql;

import io.kmigrate.schema.Deferral;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.ReferenceAction;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What follows REFERENCES: the table, its columns, and what a foreign key says besides. */
final class ReferenceText {
    private final SqlTokens sql;
    private final Reading reading;

    ReferenceText(SqlTokens sql, Reading reading) {
        this.sql = sql;
        this.reading = reading;
    }

    ForeignKey read(@Nullable String name, List<String> columns) {
        TableName table = sql.table();
        List<String> referenced = sql.list();
        if (referenced.isEmpty()) {
            referenced = reading.tables().table(table).map(ReferenceText::key).orElse(List.of());
            // Whoever refers to a key that is not known cannot be said without its columns.
            if (referenced.size() != columns.size()) {
                sql.leaveOut();
            }
        }
        ForeignKey key = ForeignKey.of(name, columns, table, referenced);
        for (Optional<ForeignKey> more = more(key); more.isPresent(); more = more(key)) {
            key = more.get();
        }
        return key;
    }

    private static List<String> key(Table table) {
        return Optional.ofNullable(table.primaryKey()).map(PrimaryKey::columns).orElse(List.of());
    }

    private Optional<ForeignKey> more(ForeignKey key) {
        if (sql.accept("ON DELETE")) {
            return Optional.of(key.onDelete(action()));
        }
        if (sql.accept("ON UPDATE")) {
            return Optional.of(key.onUpdate(action()));
        }
        if (sql.accept("MATCH FULL")) {
            return Optional.of(key.withMatchFull(true));
        }
        if (sql.accept("NOT VALID")) {
            return Optional.of(key.withValid(false));
        }
        if (sql.accept("NOT ENFORCED")) {
            return Optional.of(key.withEnforced(false));
        }
        if (sql.acceptAny("MATCH SIMPLE", "NOT DEFERRABLE", "INITIALLY IMMEDIATE")) {
            return Optional.of(key);
        }
        return DeferralText.read(sql, key.deferral()).map(key::withDeferral);
    }

    private ReferenceAction action() {
        if (sql.accept("CASCADE")) {
            return ReferenceAction.CASCADE;
        }
        if (sql.accept("SET NULL")) {
            return ReferenceAction.SET_NULL;
        }
        if (sql.accept("SET DEFAULT")) {
            return ReferenceAction.SET_DEFAULT;
        }
        return sql.accept("RESTRICT") ? ReferenceAction.RESTRICT : noAction();
    }

    private ReferenceAction noAction() {
        sql.accept("NO ACTION");
        return ReferenceAction.NO_ACTION;
    }

    /** When a constraint is checked. */
    static final class DeferralText {
        private DeferralText() {}

        /** Empty where nothing of it comes next. */
        static Optional<Deferral> read(SqlTokens sql, Deferral before) {
            if (sql.accept("DEFERRABLE")) {
                return Optional.of(before == Deferral.INITIALLY_DEFERRED ? before : Deferral.INITIALLY_IMMEDIATE);
            }
            return sql.accept("INITIALLY DEFERRED") ? Optional.of(Deferral.INITIALLY_DEFERRED) : Optional.empty();
        }
    }
}
