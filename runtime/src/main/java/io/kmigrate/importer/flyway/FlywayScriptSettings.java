package io.kmigrate.importer.flyway;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.ImportMessages;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** What the file {@code V1__name.sql.conf} says of the migration beside it. */
final class FlywayScriptSettings {
    private FlywayScriptSettings() {}

    static Map<String, String> of(Path script) {
        Path file = script.resolveSibling(script.getFileName() + ".conf");
        Map<String, String> values = new LinkedHashMap<>();
        if (Files.isRegularFile(file)) {
            Properties properties = new Properties();
            try (Reader text = Files.newBufferedReader(file)) {
                properties.load(text);
            } catch (IOException failed) {
                throw new MigrationException(ImportMessages.unreadable(file.toString(), failed.toString()), failed);
            }
            properties
                    .stringPropertyNames()
                    .forEach(name -> values.put(FlywaySettings.key(name), properties.getProperty(name)));
        }
        return values;
    }
}
