package io.kmigrate.history;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.revision.MigrationDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** What was decided of the operations of a step that has not ended, behind their lines in its row. */
@API(status = INTERNAL, since = "0.1")
public final class Decisions {
    private static final String RUNS = " -- decided: runs";
    private static final String LEFT_OUT = " -- decided: left out";

    private Decisions() {}

    /** The digest of the operations of a step, with what was decided of them by their 0-based place. */
    public static MigrationDigest marked(MigrationDigest digest, Map<Integer, Boolean> decided) {
        if (decided.isEmpty()) {
            return digest;
        }
        List<String> lines = new ArrayList<>(digest.operations());
        decided.forEach((place, runs) -> lines.set(place, lines.get(place) + (runs ? RUNS : LEFT_OUT)));
        return new MigrationDigest(digest.checksum(), digest.fingerprint(), lines);
    }

    static Map<Integer, Boolean> of(List<String> lines) {
        Map<Integer, Boolean> result = new TreeMap<>();
        for (int place = 0; place < lines.size(); place++) {
            String line = lines.get(place);
            if (!plain(line).equals(line)) {
                result.put(place, line.endsWith(RUNS));
            }
        }
        return result;
    }

    /** A line as it is without a decision. */
    static String plain(String line) {
        String mark = mark(line);
        return mark == null ? line : line.substring(0, line.length() - mark.length());
    }

    private static @Nullable String mark(String line) {
        return line.endsWith(RUNS) ? RUNS : line.endsWith(LEFT_OUT) ? LEFT_OUT : null;
    }
}
