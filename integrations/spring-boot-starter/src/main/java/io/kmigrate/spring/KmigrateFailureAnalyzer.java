package io.kmigrate.spring;

import io.kmigrate.failure.Fix;
import io.kmigrate.failure.Location;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a failed migration as the command does: what, where, and what to do next. */
final class KmigrateFailureAnalyzer extends AbstractFailureAnalyzer<MigrationException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MigrationException cause) {
        String description = cause.problems().stream()
                .map(KmigrateFailureAnalyzer::described)
                .collect(Collectors.joining("\n\n", "The database was not migrated.\n\n", ""));
        String action = cause.problems().stream()
                .map(Problem::fix)
                .filter(Objects::nonNull)
                .map(Fix::java)
                .distinct()
                .map(KmigrateFailureAnalyzer::sentence)
                .collect(Collectors.joining("\n"));
        return new FailureAnalysis(description, action, cause);
    }

    private static String described(Problem problem) {
        String text = "error[" + problem.code().text() + "]: " + problem.text().replace("\n", "\n  ");
        Location place = problem.location();
        return place == null ? text : text + "\n  at   " + place;
    }

    private static String sentence(String fix) {
        return Character.toUpperCase(fix.charAt(0)) + fix.substring(1);
    }
}
