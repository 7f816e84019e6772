package io.kmigrate.maven;

import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Applies pending revisions. */
@Mojo(name = "upgrade", threadSafe = true, requiresDependencyResolution = ResolutionScope.TEST)
public final class UpgradeMojo extends CommandMojo {
    /** Target of the upgrade: {@code head}, a revision, a number of steps such as {@code +1}. */
    @Parameter(property = "kmigrate.target", defaultValue = "head")
    private String target;

    @Override
    List<String> words() {
        return List.of("upgrade", target);
    }
}
