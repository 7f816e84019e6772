package io.kmigrate.message;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.Fix;
import java.util.Collection;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** What is found of a database that is looked at as a whole. */
@API(status = INTERNAL, since = "0.1")
public final class DiagnosisMessages {
    private DiagnosisMessages() {}

    public static String noFile() {
        return "the file is not there yet, and an upgrade creates it";
    }

    public static String product(String product, String version, String driver, String driverVersion) {
        return "%s %s, by %s %s".formatted(product, version, driver, driverVersion);
    }

    public static String ownClock() {
        return "the database uses the clock of its own machine";
    }

    public static String noSkew() {
        return "the server's clock agrees with that of this machine";
    }

    /** {@code seconds}: below zero where the server is behind. */
    public static String skew(long seconds) {
        return "the server's clock is %d s %s that of this machine"
                .formatted(Math.abs(seconds), seconds < 0 ? "behind" : "ahead of");
    }

    public static Fix synchronize() {
        return Fix.of("synchronize both clocks, since the history has the times of this machine");
    }

    public static String mayCreate() {
        return "the user may create tables";
    }

    public static String mayNotCreate() {
        return "the user may not create tables";
    }

    public static Fix grant() {
        return Fix.of("grant the right, or migrate as a user who has it");
    }

    public static String unknownRights() {
        return "the database does not tell whether the user may create tables";
    }

    public static String knownSizes() {
        return "the sizes of tables can be read";
    }

    public static String freeLock() {
        return "the lock is free";
    }

    /** {@code holder} is null where the database cannot tell. */
    public static String heldLock(@Nullable String holder) {
        return holder == null ? "another migrator holds the lock" : "another migrator holds the lock: " + holder;
    }

    public static String otherLock() {
        return "the lock is a row or belongs to transactions, and was not tried";
    }

    public static String unfinished() {
        return "a run was interrupted in the middle of a revision";
    }

    /** A file that cannot be made. */
    public static String noFolder(String folder) {
        return "the folder %s does not exist, so the file cannot be created".formatted(folder);
    }

    public static Fix makeFolder() {
        return Fix.of("create the folder, or correct the URL");
    }

    /** A database of another tool. */
    public static String notTakenOver(String tool) {
        return "the database is still one of %s: the first upgrade takes it over".formatted(tool);
    }

    /** Objects that follow their text. */
    public static String dropped(Collection<String> objects) {
        return "these objects are missing in the database: %s".formatted(String.join(", ", objects));
    }

    public static Fix makeAgain() {
        return Fix.of("run an upgrade, which makes them again or says why it cannot");
    }

    public static String at(List<String> rows) {
        return rows.isEmpty() ? "nothing is applied" : "the database is at " + String.join(", ", rows);
    }
}
