package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Fix;
import io.kmigrate.failure.Problem;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** What is found out before operations run. */
@API(status = INTERNAL, since = "0.1")
public final class LintMessages {
    private LintMessages() {}

    public static Problem noSizes() {
        return Problem.of(
                ErrorCode.NO_TABLE_SIZES,
                "the database does not tell how large its tables are: each counts as large",
                "let the database user read the statistics of tables");
    }

    /** {@code near}: null where no name is like it. */
    public static Problem unknownRule(String code, @Nullable String near) {
        return Problem.of(
                ErrorCode.UNKNOWN_RULE,
                "there is no lint rule \"%s\"".formatted(code),
                near == null ? "take a code of docs/lint.md" : "did you mean %s?".formatted(near));
    }

    /** {@code message} is what the rule says, {@code fix} its advice. */
    public static Problem unsafe(String rule, String message, String fix) {
        return Problem.of(
                ErrorCode.UNSAFE_OPERATION,
                "%s [%s]".formatted(message, rule),
                new Fix(
                        fix + "; or put it into unsafe(\"why\") { }, or set gate = \"warn\" in [lint]",
                        fix + "; or put it into unsafe(\"why\") { }, or call lint(…) on the builder"));
    }

    /** Where the gate only warns. */
    public static String unsafeWarning(String rule, String message) {
        return "%s [%s]".formatted(message, rule);
    }

    public static Problem unknownLintRevisions(List<String> ids) {
        return Problem.of(
                ErrorCode.UNKNOWN_REVISION,
                "there is no revision %s".formatted(String.join(", ", ids)),
                "name revisions that the scripts have");
    }
}
