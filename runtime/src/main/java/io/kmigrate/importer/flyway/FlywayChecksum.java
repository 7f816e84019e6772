package io.kmigrate.importer.flyway;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Flyway's checksum of a text: its lines without their ends, and without a byte order mark. */
final class FlywayChecksum {
    private FlywayChecksum() {}

    static int of(String text) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        CRC32 sum = new CRC32();
        plain.lines().forEach(line -> sum.update(line.getBytes(StandardCharsets.UTF_8)));
        return (int) sum.getValue();
    }
}
