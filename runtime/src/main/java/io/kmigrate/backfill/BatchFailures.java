package io.kmigrate.backfill;

import io.kmigrate.dialect.DatabaseWords;
import io.kmigrate.failure.Causes;
import io.kmigrate.failure.ErrorCode;
import io.kmigrate.failure.Facts;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.BackfillMessages;
import io.kmigrate.operation.Backfill;
import io.kmigrate.operation.RowChange.LoadRows;
import io.kmigrate.operation.RowChange.RunRows;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells failures apart: others are in the way, a row is wrong, or nothing of it would help. */
record BatchFailures(BackfillTools tools, Backfill backfill) {
    private static final Pattern ONE_LINE = Pattern.compile("(Where: COPY [^,]+), line 1\\b");

    /** A statement that took too long is made shorter, too. */
    boolean isConflict(Exception failed) {
        return Causes.of(failed).stream()
                .anyMatch(cause -> cause instanceof SQLException said
                        && (tools.dialect().sessions().isLockFailure(said)
                                || "40001".equals(said.getSQLState())
                                || "57014".equals(said.getSQLState())));
    }

    /** Code may fail as it likes; a refusal of ours is about no row. */
    boolean isOfRow(Exception failed) {
        if (badText(failed).isPresent()) {
            return true;
        }
        Optional<SQLException> said = Causes.first(failed, SQLException.class);
        return said.isPresent()
                ? tools.dialect().sessions().isRowFailure(said.get())
                : backfill.change() instanceof RunRows
                        && !(failed instanceof MigrationException)
                        && !(failed instanceof InterruptedException);
    }

    /** The words of the database, and the row beside them. */
    MigrationException failed(String place, int most, Exception failed, @Nullable String sql, String state) {
        Facts facts = DatabaseWords.facts(failed)
                .withSql(sql)
                .withState(state)
                .withRows(1, List.of(place))
                .masked(words -> tools.mask().apply(ofOneRow(words)));
        String row = badText(failed).map(Problem::message).orElse(place);
        return new MigrationException(failed(row, most).with(facts), failed);
    }

    /** A text of a file that its column cannot take, which no database has seen. */
    private static Optional<Problem> badText(Exception failed) {
        return failed instanceof MigrationException refused
                ? refused.problems().stream()
                        .filter(problem -> problem.code() == ErrorCode.BAD_CSV)
                        .findFirst()
                : Optional.empty();
    }

    /** A single line that is copied is the first for the database, whatever it is in the file. */
    private String ofOneRow(String words) {
        return backfill.change() instanceof LoadRows ? ONE_LINE.matcher(words).replaceFirst("$1") : words;
    }

    private Problem failed(String place, int most) {
        if (backfill.change() instanceof LoadRows) {
            return BackfillMessages.lineFailed(backfill.name(), place);
        }
        return most == 0
                ? BackfillMessages.rowFailed(backfill.name(), place)
                : BackfillMessages.tooManySkipped(backfill.name(), place, most);
    }
}
