package io.kmigrate.revision;

import static org.apiguardian.api.API.Status.MAINTAINED;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a migration that was applied, to tell later whether its script still says the same.
 * Code steps count with their description alone.
 *
 * @param checksum 64 hexadecimal digits over the upgrade operations and not over their text: comments and
 *     layout never change it
 * @param fingerprint of the script's text, which spares compiling a script that was not touched; null for
 *     one without a file
 * @param operations a line each; long ones are cut and end in a digest of the whole
 */
@API(status = MAINTAINED, since = "0.1")
public record MigrationDigest(String checksum, @Nullable String fingerprint, List<String> operations) {
    private static final int SHOWN_CHARACTERS = 1000;
    private static final int DIGEST_CHARACTERS = 12;

    public MigrationDigest {
        operations = List.copyOf(operations);
    }

    /** The digest of a migration whose script has the header {@code revision}. */
    public static MigrationDigest of(Migration migration, Revision revision) {
        MessageDigest digest = sha256();
        List<String> lines = new ArrayList<>();
        for (ScriptOperation operation : migration.up()) {
            String line = ScriptDescription.of(operation).toString();
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            lines.add(line(operation));
        }
        return new MigrationDigest(HexFormat.of().formatHex(digest.digest()), revision.fingerprint(), lines);
    }

    /** The same digest, for other operations than those it was made of. */
    public MigrationDigest withOperations(List<ScriptOperation> others) {
        return new MigrationDigest(
                checksum,
                fingerprint,
                others.stream().map(MigrationDigest::line).toList());
    }

    /**
     * The fingerprint of a script's text, whose lines end in {@code \n}. Every command takes those of all
     * scripts, so it is a cheap one: it finds edits, and the checksum decides.
     */
    public static String fingerprint(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        return Integer.toHexString(bytes.length) + "-" + Long.toHexString(sum.getValue());
    }

    private static String line(ScriptOperation operation) {
        return shortened(ScriptDescription.of(operation).toString().replaceAll("\\s*\\R\\s*", " "));
    }

    private static String shortened(String line) {
        if (line.length() <= SHOWN_CHARACTERS) {
            return line;
        }
        String digest = HexFormat.of().formatHex(sha256().digest(line.getBytes(StandardCharsets.UTF_8)));
        return line.substring(0, SHOWN_CHARACTERS) + " … " + digest.substring(0, DIGEST_CHARACTERS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }
}
