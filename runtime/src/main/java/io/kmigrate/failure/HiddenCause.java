package io.kmigrate.failure;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;

/** Stands for a cause that would give a secret away in a stack trace. Says the rest, and shows the same places. */
@API(status = INTERNAL, since = "0.1")
public final class HiddenCause extends Exception {
    private final String type;

    private HiddenCause(String type, String message) {
        super(message);
        this.type = type;
    }

    /** {@code failure} itself where it gives nothing away, otherwise a copy of it and of its causes that does not. */
    public static Throwable of(Throwable failure, UnaryOperator<String> hide) {
        if (everything(failure).stream().noneMatch(one -> leaks(one, hide))) {
            return failure;
        }
        List<Throwable> causes = Causes.of(failure);
        Throwable copy = null;
        for (int place = causes.size() - 1; place >= 0; place--) {
            Throwable behind = copy;
            copy = copied(causes.get(place), hide);
            if (behind != null) {
                copy.initCause(behind);
            }
        }
        return copy == null ? failure : copy;
    }

    /** The same for what stays an {@link SQLException}. */
    public static SQLException of(SQLException failure, UnaryOperator<String> hide) {
        return (SQLException) of((Throwable) failure, hide);
    }

    /** What a stack trace shows: causes, and what was suppressed. */
    private static List<Throwable> everything(Throwable failure) {
        List<Throwable> all = new ArrayList<>(Causes.of(failure));
        for (Throwable cause : List.copyOf(all)) {
            for (Throwable suppressed : cause.getSuppressed()) {
                all.addAll(Causes.of(suppressed));
            }
            if (cause instanceof SQLException first && first.getNextException() != null) {
                all.add(first.getNextException());
            }
        }
        return all;
    }

    private static boolean leaks(Throwable cause, UnaryOperator<String> hide) {
        String message = String.valueOf(Causes.message(cause));
        return !hide.apply(message).equals(message);
    }

    private static Throwable copied(Throwable original, UnaryOperator<String> hide) {
        String message = hide.apply(String.valueOf(Causes.message(original)));
        Throwable copy = original instanceof SQLException sql
                ? new SQLException(message, sql.getSQLState(), sql.getErrorCode())
                : new HiddenCause(original.getClass().getName(), message);
        copy.setStackTrace(original.getStackTrace());
        return copy;
    }

    /** As the original: its class is part of what it says. */
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
        return type + ": " + getMessage();
    }
}
