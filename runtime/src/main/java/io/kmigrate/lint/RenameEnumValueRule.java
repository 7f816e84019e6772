package io.kmigrate.lint;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.operation.CreateEnum;
import io.kmigrate.operation.OperationVisitor;
import io.kmigrate.operation.RenameEnumValue;
import io.kmigrate.schema.DatabaseEnum;
import io.kmigrate.schema.TableName;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** Releases that run write the old value. */
@API(status = INTERNAL, since = "0.1")
public final class RenameEnumValueRule extends LiveRule {
    public RenameEnumValueRule() {
        super("rename-enum-value", Severity.WARNING, Databases.ALL);
    }

    @Override
    public Documentation documentation() {
        return new Documentation(
                "A value of an enumeration gets another name",
                "Instances of the application that run still write the old value, and fail. "
                        + "Those that read the new one do not know it.",
                "Add the new value, deploy a release that knows both, change the rows, and "
                        + "leave the old value unused.",
                new Documentation.Example(
                        List.of(new CreateEnum(new DatabaseEnum(TableName.of("mood"), List.of("sad", "ok")), false)),
                        List.of(new RenameEnumValue(TableName.of("mood"), "ok", "fine"))));
    }

    @Override
    public OperationVisitor<Stream<Finding>> visitor(LintContext context) {
        return new FindingVisitor() {
            @Override
            public Stream<Finding> renameEnumValue(RenameEnumValue rename) {
                return context.finding(
                        RenameEnumValueRule.this,
                        "instances that run know " + rename.value() + " of " + rename.type() + " under its old name",
                        "add the new value, and leave the old one unused");
            }
        };
    }
}
