package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.AlterColumn;
import io.kmigrate.operation.CreateView;
import io.kmigrate.operation.Dependants;
import io.kmigrate.operation.DropColumn;
import io.kmigrate.operation.DropTable;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.schema.ColumnType;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.View;
import io.kmigrate.schema.Widening;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** A view reads what is dropped or changed. */
@API(status = INTERNAL, since = "0.1")
public final class ViewInTheWayRule implements Rule {
    @Override
    public String code() {
        return "view-in-the-way";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A view reads what is dropped or changed",
                "PostgreSQL, SQL Server and others refuse to drop a table or column that a view reads. "
                        + "Other databases keep a view that fails from then on. The same goes for a column that gets "
                        + "a narrower type; on PostgreSQL, for any new type. The rule looks for the names in the text "
                        + "of the view.",
                "Drop the view with `dropView` before the change, and create it again with `createView` after it. For a "
                        + "new type on PostgreSQL, `alterColumn` does both with `dependants = REBUILD`.",
                Examples.onUsersAnd(
                        new CreateView(new View(TableName.of("addresses"), "SELECT email FROM users", false), false),
                        new DropColumn(Examples.USERS, Examples.EMAIL, false)));
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> dropTable(DropTable drop) {
                return reading(drop.table().toString(), context.views(drop.table()));
            }

            @Override
            public Stream<Finding> dropColumn(DropColumn drop) {
                return reading(drop.table() + "." + drop.column(), context.views(drop.table(), drop.column()));
            }

            @Override
            public Stream<Finding> alterColumn(AlterColumn alter) {
                return isNewType(alter) && alter.dependants() == Dependants.REFUSE
                        ? reading(
                                alter.table() + "." + alter.column(),
                                context.views(alter.table(), alter.column()),
                                context.facts().viewsHoldTypes() ? ", or say dependants = REBUILD" : "")
                        : Stream.empty();
            }

            private boolean isNewType(AlterColumn alter) {
                ColumnType type = alter.change().type();
                return type != null
                        && (context.facts().viewsHoldTypes()
                                || context.column(alter.table(), alter.column())
                                        .filter(old -> !Widening.holds(old.type(), type))
                                        .isPresent());
            }

            private Stream<Finding> reading(String what, List<String> views) {
                return reading(what, views, "");
            }

            private Stream<Finding> reading(String what, List<String> views, String other) {
                return views.stream()
                        .flatMap(view -> context.finding(
                                ViewInTheWayRule.this,
                                "view " + view + " reads " + what
                                        + ", and must be dropped before and created again after",
                                "drop view " + view + " before this operation, and create it again after it" + other));
            }
        };
    }
}
