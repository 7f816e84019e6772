package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Fix;
import io.kmigrate.failure.Problem;
import java.util.List;
import org.apiguardian.api.API;

/** New revisions that have no place. */
@API(status = INTERNAL, since = "0.1")
public final class NewRevisionMessages {
    private NewRevisionMessages() {}

    public static Problem notAHead(String revision) {
        return Problem.of(
                ErrorCode.NOT_A_HEAD,
                "revision %s is not a head".formatted(revision),
                new Fix(
                        "add `--splice` to begin a new branch there, or name a head; `heads` lists them",
                        "allow a new branch there, or name one of RevisionGraph.heads()"));
    }

    public static Problem duplicateParent(String parent) {
        return Problem.of(
                ErrorCode.DUPLICATE_HEADS,
                "%s is named as a parent twice".formatted(parent),
                "name each parent once: two of the targets mean the same revision");
    }

    public static Problem nothingToMerge(List<String> parents) {
        return parents.isEmpty()
                ? nothingToMerge("there is nothing to merge")
                : nothingToMerge("there is nothing to merge: the only parent would be " + parents.get(0));
    }

    private static Problem nothingToMerge(String message) {
        return Problem.of(
                ErrorCode.NOTHING_TO_MERGE, message, "name two revisions or more, or continue with the one head");
    }

    public static Problem nothingToDependOn(String target) {
        return Problem.of(
                ErrorCode.NOTHING_TO_DEPEND_ON,
                "\"%s\" is no revision to depend on".formatted(target),
                "name a revision or a label");
    }

    public static Problem scriptsBeforeBaseline(List<String> revisions) {
        return baselineNotFirst("there are revisions already: " + Words.list(revisions));
    }

    public static Problem rowsBeforeBaseline(List<String> rows) {
        return baselineNotFirst("the database has revisions already: " + Words.list(rows));
    }

    private static Problem baselineNotFirst(String message) {
        return Problem.of(
                ErrorCode.NOT_FIRST,
                message,
                "write a baseline before other revisions; later changes come from the model, or by hand");
    }
}
