package io.kmigrate.run;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.revision.Migration;
import io.kmigrate.revision.MigrationDigest;
import io.kmigrate.revision.MigrationSource;
import io.kmigrate.revision.Revision;
import io.kmigrate.run.EditedScriptException.Edit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Compares applied scripts with what was applied. Compiles only those whose text has changed. */
@API(status = INTERNAL, since = "0.1")
public final class ChecksumCheck {
    private final MigrationSource source;

    public ChecksumCheck(MigrationSource source) {
        this.source = source;
    }

    /**
     * Those that do something else than what was applied.
     *
     * @param applied what the database has; a revision without a digest was stamped, and is not compared
     */
    Map<Revision, Edit> among(Collection<Revision> applied, Map<String, MigrationDigest> digests) {
        Map<String, String> known = source.checksums();
        List<Revision> touched = applied.stream()
                .filter(revision -> isTouched(revision, digests.get(revision.id()), known.get(revision.id())))
                .toList();
        Map<Revision, Edit> edits = new LinkedHashMap<>();
        if (!touched.isEmpty()) {
            Map<String, Migration> migrations = source.load(touched);
            for (Revision revision : touched) {
                MigrationDigest before = Objects.requireNonNull(digests.get(revision.id()));
                MigrationDigest now =
                        MigrationDigest.of(Objects.requireNonNull(migrations.get(revision.id())), revision);
                if (!now.checksum().equals(before.checksum())) {
                    edits.put(revision, new Edit(before, now));
                }
            }
        }
        return edits;
    }

    /** Of a script as it is now. */
    MigrationDigest digest(Revision revision) {
        Migration migration = source.load(List.of(revision)).get(revision.id());
        return MigrationDigest.of(Objects.requireNonNull(migration), revision);
    }

    private static boolean isTouched(Revision revision, @Nullable MigrationDigest digest, @Nullable String checksum) {
        return digest != null
                && !digest.checksum().equals(checksum)
                && !(digest.fingerprint() != null && digest.fingerprint().equals(revision.fingerprint()));
    }
}
