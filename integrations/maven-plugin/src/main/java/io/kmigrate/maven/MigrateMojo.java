package io.kmigrate.maven;

import java.util.Arrays;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Runs any command of Kmigrate that has no goal of its own, such as {@code history} or {@code log}. */
@Mojo(name = "migrate", threadSafe = true, requiresDependencyResolution = ResolutionScope.TEST)
public final class MigrateMojo extends CommandMojo {
    /** The command and its arguments, separated by blanks: {@code history --verbose}. */
    @Parameter(property = "kmigrate.command", required = true)
    private String command;

    @Override
    List<String> words() {
        return Arrays.asList(command.trim().split(" +"));
    }
}
