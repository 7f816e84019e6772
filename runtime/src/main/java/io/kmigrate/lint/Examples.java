package io.kmigrate.lint;

import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.CreateTable;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.Pace;
import io.kmigrate.operation.RowChange;
import io.kmigrate.schema.Column;
import io.kmigrate.schema.ColumnType.IntegerType;
import io.kmigrate.schema.ColumnType.VarcharType;
import io.kmigrate.schema.ForeignKey;
import io.kmigrate.schema.PrimaryKey;
import io.kmigrate.schema.Table;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.Map;

/** The tables that the documentation of the rules is about. */
final class Examples {
    static final TableName USERS = TableName.of("users");
    static final String EMAIL = "email";
    static final String BACKFILL = "mails in small letters";

    private static final PrimaryKey ID = new PrimaryKey(null, List.of("id"));

    private Examples() {}

    /** An operation on a table of users. */
    static Documentation.Example onUsers(Operation operation) {
        return new Documentation.Example(List.of(users()), List.of(operation));
    }

    /** An operation on a table of users, beside which there is something more. */
    static Documentation.Example onUsersAnd(Operation more, Operation operation) {
        return new Documentation.Example(List.of(users(), more), List.of(operation));
    }

    static Operation users() {
        Column email = Column.of(EMAIL, new VarcharType(254)).withNullable(true);
        return new CreateTable(Table.of(USERS, List.of(number("id"), email), ID), false);
    }

    /** A backfill of the users that an upgrade registers only. */
    static Operation backgroundBackfill() {
        return new Backfill(BACKFILL, USERS, List.of(), null, smallLetters(), Pace.DEFAULT, null, true);
    }

    /** One that goes through the users until none is left. */
    static Operation severalPasses() {
        return Backfill.of(BACKFILL, USERS, "email <> lower(email)", smallLetters())
                .withPace(Pace.DEFAULT.withPasses(3));
    }

    private static RowChange smallLetters() {
        return new RowChange.SetColumns(Map.of(EMAIL, "lower(email)"));
    }

    /** A table that refers to the users. */
    static Operation orders() {
        ForeignKey key = ForeignKey.of("fk_orders_user", List.of("user_id"), USERS, List.of("id"));
        Table orders = Table.of(TableName.of("orders"), List.of(number("id"), number("user_id")), ID);
        return new CreateTable(orders.withForeignKeys(List.of(key)), false);
    }

    /** The same table without its key. */
    static Operation plainOrders() {
        return new CreateTable(Table.of(TableName.of("orders"), List.of(number("id"), number("user_id")), ID), false);
    }

    /** Its key to the users. */
    static ForeignKey userOfOrder() {
        return ForeignKey.of("fk_orders_user", List.of("user_id"), USERS, List.of("id"));
    }

    private static Column number(String name) {
        return Column.of(name, new IntegerType(32, false));
    }
}
