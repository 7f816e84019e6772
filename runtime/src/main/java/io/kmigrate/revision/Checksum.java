package io.kmigrate.revision;

import io.kmigrate.operation.OperationDescription;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A fingerprint of what a migration does, over its operations and not its text: comments and layout never
 * change it. Code steps count with their description alone.
 */
public final class Checksum {
    private Checksum() {}

    /** 64 hexadecimal digits over the upgrade operations, in order. */
    public static String of(Migration migration) {
        MessageDigest digest = sha256();
        for (ScriptOperation operation : migration.up()) {
            digest.update(
                    OperationDescription.of(operation.operation()).toString().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }
}
