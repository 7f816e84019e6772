package io.kmigrate.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.plugin.logging.Log;

/** Puts the command's lines into the log of the build, places of errors in the form that IDEs and CI find. */
final class CommandLog {
    private static final Pattern PLACE = Pattern.compile("( {2}at {3})(.++)");
    private static final Pattern POSITION = Pattern.compile(":(\\d++)(?::(\\d++))?$");

    private final Log log;
    private final Path directory;
    private final List<String> errors = new ArrayList<>();
    private Level level = Level.INFO;

    CommandLog(Log log, Path directory) {
        this.log = log;
        this.directory = directory;
    }

    void data(String line) {
        log.info(line);
    }

    /** Lines that are indented belong to the one before. */
    void message(String line) {
        if (!line.startsWith(" ")) {
            level = Level.of(line);
            if (level == Level.ERROR) {
                errors.add(line);
            }
        }
        String shown = placed(line);
        switch (level) {
            case ERROR -> log.error(shown);
            case WARNING -> log.warn(shown);
            case INFO -> log.info(shown);
        }
    }

    /** The failure in one sentence, which Maven shows at the end. */
    String summary(String word, int exitCode) {
        String first = errors.isEmpty() ? "exit code " + exitCode : errors.get(0);
        String more = errors.size() > 1 ? " (and " + (errors.size() - 1) + " more)" : "";
        return "migrate " + word + ": " + first + more;
    }

    private String placed(String line) {
        Matcher place = PLACE.matcher(line);
        if (!place.matches()) {
            return line;
        }
        String named = place.group(2);
        Matcher position = POSITION.matcher(named);
        if (!position.find()) {
            return line;
        }
        String file = directory
                .resolve(named.substring(0, position.start()))
                .normalize()
                .toString();
        String column = position.group(2) == null ? "1" : position.group(2);
        return place.group(1) + file + ":[" + position.group(1) + "," + column + "]";
    }

    private enum Level {
        ERROR,
        WARNING,
        INFO;

        static Level of(String line) {
            if (line.startsWith("error[") || line.startsWith("error:")) {
                return ERROR;
            }
            return line.startsWith("warning[") || line.startsWith("warning:") ? WARNING : INFO;
        }
    }
}
