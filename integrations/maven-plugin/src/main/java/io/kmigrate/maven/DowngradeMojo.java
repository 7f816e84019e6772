package io.kmigrate.maven;

import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Reverts every revision above the target. */
@Mojo(name = "downgrade", threadSafe = true, requiresDependencyResolution = ResolutionScope.TEST)
public final class DowngradeMojo extends CommandMojo {
    /** Target of the downgrade: a revision, {@code base}, a number of steps such as {@code -1}. */
    @Parameter(property = "kmigrate.target", required = true)
    private String target;

    @Override
    List<String> words() {
        return List.of("downgrade", target);
    }
}
