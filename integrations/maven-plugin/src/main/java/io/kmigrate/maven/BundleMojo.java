package io.kmigrate.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Compiles all scripts into the classes of the application, which then runs them without a compiler. If nothing has
 * changed since the last build, it does nothing.
 */
@Mojo(
        name = "bundle",
        threadSafe = true,
        defaultPhase = LifecyclePhase.PROCESS_CLASSES,
        requiresDependencyResolution = ResolutionScope.COMPILE)
public final class BundleMojo extends CommandMojo {
    /** Name of the bundle in the application. */
    @Parameter(property = "kmigrate.bundle", defaultValue = "migrations")
    private String name;

    /** Folder of classes, or jar, to write. */
    @Parameter(property = "kmigrate.output", defaultValue = "${project.build.outputDirectory}")
    private File output;

    /** Whether the classes are also written where a native image of GraalVM finds them. */
    @Parameter(property = "kmigrate.nativeImage", defaultValue = "false")
    private boolean nativeImage;

    @Override
    List<String> words() {
        List<String> words = new ArrayList<>(List.of("bundle", "--as", name, "--output", output.getPath(), "--force"));
        if (nativeImage) {
            words.add("--native-image");
        }
        return words;
    }

    @Override
    List<String> projectClassPath() throws DependencyResolutionRequiredException {
        return project.getCompileClasspathElements();
    }

    @Override
    void run(CommandCall call) throws MojoExecutionException, MojoFailureException {
        try {
            BundleInputs inputs = new BundleInputs(record("inputs"), call, output.toPath(), name);
            if (inputs.areUnchanged()) {
                getLog().info("Nothing to bundle: the scripts are as they were.");
                return;
            }
            inputs.forget();
            Path list = record("list");
            super.run(call.with(List.of("--inputs", list.toString())));
            inputs.remember(Files.readAllLines(list));
        } catch (IOException failure) {
            throw new MojoExecutionException(
                    "The inputs of the bundle cannot be read: " + failure.getMessage(), failure);
        }
    }

    private Path record(String kind) {
        return Path.of(project.getBuild().getDirectory(), "kmigrate", name + "." + kind);
    }
}
