package io.kmigrate.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to start, and where.
 *
 * @param java the program
 * @param words the arguments of the command
 * @param variables of the environment, besides those of Maven itself
 */
record CommandCall(
        Path directory,
        String java,
        List<String> jvmArguments,
        List<String> classPath,
        List<String> words,
        Map<String, String> variables) {
    /** The command reads an argument from a variable with this name, where one says so. */
    private static final String HIDDEN = "KMIGRATE_ARGUMENT_";

    CommandCall with(List<String> more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(more);
        return new CommandCall(directory, java, jvmArguments, classPath, all, variables);
    }

    ProcessBuilder process() {
        // The class path goes through the environment, too: on Windows a command line has 32,767 characters.
        List<String> line = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        line.addAll(jvmArguments);
        // The command logs nothing, whatever the project has for its own logs.
        line.addAll(List.of("-Dslf4j.provider=org.slf4j.nop.NOPServiceProvider", "-Dslf4j.internal.verbosity=ERROR"));
        line.addAll(List.of("-Dfile.encoding=UTF-8", "io.kmigrate.cli.Main"));
        Map<String, String> environment = new LinkedHashMap<>(variables);
        environment.put("CLASSPATH", String.join(File.pathSeparator, classPath));
        for (String word : words) {
            line.add(hidden(word, environment));
        }
        ProcessBuilder process = new ProcessBuilder(line).directory(directory.toFile());
        process.environment().putAll(environment);
        return process;
    }

    /** Everyone can read the arguments of a process. A URL and a parameter may hold a password. */
    private static String hidden(String word, Map<String, String> environment) {
        if (word.chars().noneMatch(letter -> "@=:".indexOf(letter) >= 0)) {
            return word;
        }
        String name = HIDDEN + environment.size();
        environment.put(name, word);
        return "@" + name;
    }
}
