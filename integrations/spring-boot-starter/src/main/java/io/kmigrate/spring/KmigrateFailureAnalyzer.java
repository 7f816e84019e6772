package io.kmigrate.spring;

import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Fix;
import io.kmigrate.failure.Location;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a failed migration as the command does: what, where, and what to do next. */
final class KmigrateFailureAnalyzer extends AbstractFailureAnalyzer<MigrationException> {
    private static final String UPGRADE =
            "upgrade before this start, by `migrate --scripts BUNDLE.jar --url URL upgrade` with the jar of the bundle."
                    + "\nOr start one instance with kmigrate.mode=upgrade, as a user who may alter tables.";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MigrationException cause) {
        String description = cause.problems().stream()
                .map(KmigrateFailureAnalyzer::described)
                .collect(Collectors.joining("\n\n", subject(rootFailure) + " was not migrated.\n\n", ""));
        String action = cause.problems().stream()
                .map(KmigrateFailureAnalyzer::fix)
                .flatMap(Optional::stream)
                .distinct()
                .map(KmigrateFailureAnalyzer::sentence)
                .collect(Collectors.joining("\n"));
        return new FailureAnalysis(description, action, cause);
    }

    /** Names the database where there are several. */
    private static String subject(Throwable rootFailure) {
        return Stream.iterate(rootFailure, Objects::nonNull, Throwable::getCause)
                .filter(DatabaseNotMigratedException.class::isInstance)
                .map(DatabaseNotMigratedException.class::cast)
                .map(DatabaseNotMigratedException::database)
                .filter(name -> !name.equals(MigratedDatabase.DEFAULT))
                .findFirst()
                .map(name -> "The database " + name)
                .orElse("The database");
    }

    /** An application that only validates does not call the migrator. */
    private static Optional<String> fix(Problem problem) {
        return problem.code() == ErrorCode.NOT_UP_TO_DATE
                ? Optional.of(UPGRADE)
                : Optional.ofNullable(problem.fix()).map(Fix::java);
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
