package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AddColumn;
import io.kmigrate.operation.DropColumn;
import io.kmigrate.schema.TableName;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** The server builds the table anew. */
@API(status = INTERNAL, since = "0.1")
public final class MyInstantLimitsRule extends LockRule {
    public MyInstantLimitsRule() {
        super("my-instant-limits", Severity.WARNING, Products.mysql("MySQL before 8.0.29, MariaDB before 10.4"));
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A server adds or drops a column by building the table again",
                "MySQL adds a column at once since 8.0.12 and drops one since 8.0.29; MariaDB "
                        + "since 10.3.2 and 10.4. Others build the table again. Writers continue, but the "
                        + "disk and the replicas have to bear it.",
                "Upgrade the server, or choose a quiet time.",
                Examples.onUsers(new DropColumn(Examples.USERS, Examples.EMAIL, false)));
    }

    @Override
    FindingVisitor looks(Found found) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> addColumn(AddColumn add) {
                return isOld(new int[] {8, 0, 12}, new int[] {10, 3, 2})
                        ? built(add.table(), "the column " + add.column().name() + " is added")
                        : Stream.empty();
            }

            @Override
            public Stream<Finding> dropColumn(DropColumn drop) {
                return isOld(new int[] {8, 0, 29}, new int[] {10, 4, 0})
                        ? built(drop.table(), "the column " + drop.column() + " is dropped")
                        : Stream.empty();
            }

            private boolean isOld(int[] mysql, int[] mariadb) {
                boolean isMysql = found.context().target().dialect().equals(Products.MYSQL);
                int[] first = isMysql ? mysql : mariadb;
                return found.context().isBefore(first[0], first[1], first[2]);
            }

            private Stream<Finding> built(TableName table, String why) {
                return found.on(
                        table,
                        Work.REWRITE,
                        "the server " + found.context().version() + " builds " + table + " again because " + why,
                        "upgrade the server, or choose a quiet time");
            }
        };
    }
}
