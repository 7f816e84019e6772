package io.kmigrate.maven;

import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Judges what pending revisions would do to a live database. */
@Mojo(name = "lint", threadSafe = true, requiresDependencyResolution = ResolutionScope.TEST)
public final class LintMojo extends CommandMojo {
    /** Commit or branch of git: only revisions that are new since then are judged. */
    @Parameter(property = "kmigrate.since")
    private @Nullable String since;

    @Override
    List<String> words() {
        return since == null ? List.of("lint") : List.of("lint", "--since", since);
    }
}
