package io.kmigrate.maven;

import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Writes a new script, empty or generated from the model. */
@Mojo(name = "revision", threadSafe = true, requiresDependencyResolution = ResolutionScope.TEST)
public final class RevisionMojo extends CommandMojo {
    /** Message of the revision, in a few words. */
    @Parameter(property = "kmigrate.message", required = true)
    private String message;

    /** Whether the changes are generated that make the database match the model. */
    @Parameter(property = "kmigrate.autogenerate", defaultValue = "false")
    private boolean autogenerate;

    @Override
    List<String> words() {
        return autogenerate
                ? List.of("revision", "--message", message, "--autogenerate")
                : List.of("revision", "--message", message);
    }
}
