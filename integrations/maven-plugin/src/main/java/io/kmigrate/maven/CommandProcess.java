package io.kmigrate.maven;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/** The command while it runs. It ends with the build: a build that is stopped stops it, too. */
final class CommandProcess {
    private final CommandCall call;
    private final CommandLog log;

    CommandProcess(CommandCall call, CommandLog log) {
        this.call = call;
        this.log = log;
    }

    void run() throws MojoExecutionException, MojoFailureException {
        int exitCode = exitCode();
        if (exitCode != 0) {
            throw new MojoFailureException(log.summary(call.words().get(0), exitCode));
        }
    }

    private int exitCode() throws MojoExecutionException {
        try {
            Process process = call.process().start();
            Thread stop = new Thread(process::destroy);
            Runtime.getRuntime().addShutdownHook(stop);
            try {
                process.getOutputStream().close();
                Thread messages = new Thread(() -> read(process.getErrorStream(), log::message));
                messages.start();
                read(process.getInputStream(), log::data);
                messages.join();
                return process.waitFor();
            } finally {
                process.destroy();
                remove(stop);
            }
        } catch (IOException failure) {
            throw new MojoExecutionException("Java could not be started: " + failure.getMessage(), failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("The build was interrupted.", failure);
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // Maven ends, and the hook has run or does so now.
        }
    }

    private static void read(InputStream stream, Consumer<String> lines) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.accept(line);
            }
        } catch (IOException ended) {
            // The process is gone, and its exit code tells more.
        }
    }
}
