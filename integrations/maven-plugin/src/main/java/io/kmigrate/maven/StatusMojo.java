package io.kmigrate.maven;

import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Shows which revisions are applied and which are pending. */
@Mojo(name = "status", threadSafe = true, requiresDependencyResolution = ResolutionScope.TEST)
public final class StatusMojo extends CommandMojo {
    @Override
    List<String> words() {
        return List.of("status");
    }
}
