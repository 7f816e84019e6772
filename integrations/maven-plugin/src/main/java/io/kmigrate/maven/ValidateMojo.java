package io.kmigrate.maven;

import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Compiles and replays all scripts to find errors. It needs no database. */
@Mojo(name = "validate", threadSafe = true, requiresDependencyResolution = ResolutionScope.TEST)
public final class ValidateMojo extends CommandMojo {
    @Override
    List<String> words() {
        return List.of("validate");
    }
}
