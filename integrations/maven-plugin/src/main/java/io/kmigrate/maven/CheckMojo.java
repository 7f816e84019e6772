package io.kmigrate.maven;

import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Fails if the model has changes that no script has, or if there are several heads. */
@Mojo(name = "check", threadSafe = true, requiresDependencyResolution = ResolutionScope.TEST)
public final class CheckMojo extends CommandMojo {
    /** The model is compared with this: {@code database}, {@code history} or a URL. */
    @Parameter(property = "kmigrate.against", defaultValue = "history")
    private String against;

    @Override
    List<String> words() {
        return List.of("check", "--against", against);
    }
}
