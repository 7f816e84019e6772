package io.kmigrate.execution;

import io.kmigrate.execution.Hooks.Moment;
import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Facts;
import io.kmigrate.failure.Fix;
import io.kmigrate.failure.Location;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import org.jspecify.annotations.Nullable;

/** A hook that failed, before it is known what that leaves behind. */
final class HookFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final Moment moment;
    private final transient @Nullable Location place;
    private final @Nullable String sql;
    private final Exception reason;

    HookFailure(Moment moment, @Nullable Location place, @Nullable String sql, Exception reason) {
        super(reason);
        this.moment = moment;
        this.place = place;
        this.sql = sql;
        this.reason = reason;
    }

    Exception reason() {
        return reason;
    }

    Problem problem(AppliedStep step, String state) {
        return new Problem(
                ErrorCode.STEP_HOOK_FAILED,
                "the hook " + moment.word() + " failed at " + described(step),
                place == null && reason instanceof MigrationException said
                        ? said.problems().get(0).location()
                        : place,
                Fix.of(
                        sql == null
                                ? "do what the reason says, or change the hook; then run again"
                                : "fix the hook or the data it changes, then run again"),
                Facts.of(reason).withSql(sql).withState(state));
    }

    private static String described(AppliedStep step) {
        String what = switch (step.kind()) {
            case UPGRADE -> "the upgrade of ";
            case DOWNGRADE -> "the downgrade of ";
            case STAMP -> "the stamp of ";
            case RESOLVE -> "what was resolved: ";
        };
        return what + step.revision() + (step.message().isEmpty() ? "" : " \"" + step.message() + "\"");
    }
}
