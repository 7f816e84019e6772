package io.kmigrate.maven;

import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/** One call of the migrate command. Settings that the POM does not give are those of {@code migrate.toml}. */
abstract class CommandMojo extends AbstractMojo {
    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    protected MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    private PluginDescriptor plugin;

    @Inject
    private ToolchainManager toolchains;

    @Inject
    private SettingsDecrypter decrypter;

    /** Leaves this goal out. */
    @Parameter(property = "kmigrate.skip", defaultValue = "false")
    private boolean skip;

    /** Folder that the command runs in. It reads {@code migrate.toml} there. */
    @Parameter(property = "kmigrate.directory", defaultValue = "${project.basedir}")
    private File directory;

    /** Configuration file, if it is not {@code migrate.toml} in {@link #directory}. */
    @Parameter(property = "kmigrate.config")
    private @Nullable File config;

    /** Folders of scripts, or jars of bundles, in place of those of the configuration file. */
    @Parameter(property = "kmigrate.scripts")
    private @Nullable List<String> scripts;

    /** Database URL, in place of that of the configuration file. */
    @Parameter(property = "kmigrate.url")
    private @Nullable String url;

    /** User of the database. */
    @Parameter(property = "kmigrate.user")
    private @Nullable String user;

    /** Password of the database. {@link #serverId} keeps it out of the POM. */
    @Parameter(property = "kmigrate.password")
    private @Nullable String password;

    /** Server of {@code settings.xml} that has the user and the password, encrypted or not. */
    @Parameter(property = "kmigrate.serverId")
    private @Nullable String serverId;

    /** Names of sections {@code [databases.NAME]} of the configuration file. */
    @Parameter(property = "kmigrate.databases")
    private @Nullable List<String> databases;

    /** Parameters for the scripts, as {@code -x KEY=VALUE} gives them. */
    @Parameter
    private @Nullable Map<String, String> parameters;

    /** More arguments for the command, such as {@code --plan}. The help of the command lists them. */
    @Parameter(property = "kmigrate.arguments")
    private @Nullable List<String> arguments;

    /** More environment variables for the command. */
    @Parameter
    private @Nullable Map<String, String> environment;

    /** Arguments for its Java, such as {@code -Xmx1g}. */
    @Parameter(property = "kmigrate.jvmArguments")
    private @Nullable List<String> jvmArguments;

    /** The words that this goal stands for. */
    abstract List<String> words();

    /** Class path of the project that scripts and the database use. */
    List<String> projectClassPath() throws DependencyResolutionRequiredException {
        return project.getTestClasspathElements();
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped: kmigrate.skip is set.");
        } else if (isWithoutMigrations()) {
            getLog().info("Skipped: " + project.getArtifactId() + " has no migrate.toml and no scripts.");
        } else {
            run(call());
        }
    }

    /** A goal on the command line runs in every module, also in those above the one that is meant. */
    private boolean isWithoutMigrations() {
        return "pom".equals(project.getPackaging())
                && config == null
                && scripts().isEmpty()
                && !new File(directory, "migrate.toml").exists()
                && !new File(directory, "migrations").exists();
    }

    /** Runs it, and puts its output into the log. */
    void run(CommandCall call) throws MojoExecutionException, MojoFailureException {
        new CommandProcess(call, new CommandLog(getLog(), directory.toPath())).run();
    }

    private CommandCall call() throws MojoExecutionException {
        List<String> all = new ArrayList<>(words());
        all.addAll(given());
        all.addAll(orEmpty(arguments));
        return new CommandCall(
                directory.toPath(), java(), orEmpty(jvmArguments), classPath(), List.copyOf(all), variables());
    }

    private List<String> given() {
        List<String> given = new ArrayList<>();
        if (config != null) {
            given.addAll(List.of("--config", config.getPath()));
        }
        scripts().forEach(folder -> given.addAll(List.of("--scripts", folder)));
        orEmpty(databases).forEach(name -> given.addAll(List.of("--name", name)));
        if (parameters != null) {
            parameters.forEach((key, value) -> given.addAll(List.of("-x", key + "=" + value)));
        }
        return given;
    }

    private List<String> scripts() {
        return orEmpty(scripts);
    }

    /** A login goes through the environment, since everyone can read the arguments of a process. */
    private Map<String, String> variables() throws MojoExecutionException {
        Map<String, String> variables = new LinkedHashMap<>();
        if (environment != null) {
            variables.putAll(environment);
        }
        Server server = server();
        put(variables, "MIGRATE_URL", url);
        put(variables, "MIGRATE_USER", user == null && server != null ? server.getUsername() : user);
        put(variables, "MIGRATE_PASSWORD", password == null && server != null ? server.getPassword() : password);
        return variables;
    }

    private static void put(Map<String, String> variables, String name, @Nullable String value) {
        if (value != null) {
            variables.put(name, value);
        }
    }

    private @Nullable Server server() throws MojoExecutionException {
        if (serverId == null) {
            return null;
        }
        Server server = session.getSettings().getServer(serverId);
        if (server == null) {
            throw new MojoExecutionException(
                    "settings.xml has no server \"" + serverId + "\". Add it, or change serverId.");
        }
        return decrypter.decrypt(new DefaultSettingsDecryptionRequest(server)).getServer();
    }

    /** The Java of the build, which a toolchain may name. */
    private String java() {
        Toolchain toolchain = toolchains.getToolchainFromBuildContext("jdk", session);
        String found = toolchain == null ? null : toolchain.findTool("java");
        return found == null ? new File(System.getProperty("java.home"), "bin/java").getPath() : found;
    }

    /** That of the plugin first, since Kmigrate needs its own versions of Kotlin and Exposed. */
    private List<String> classPath() throws MojoExecutionException {
        List<String> all = new ArrayList<>();
        plugin.getArtifacts().forEach(artifact -> all.add(artifact.getFile().getPath()));
        try {
            all.addAll(projectClassPath());
        } catch (DependencyResolutionRequiredException failure) {
            throw new MojoExecutionException(
                    "The class path of the project is not known: " + failure.getMessage(), failure);
        }
        return all.stream().distinct().toList();
    }

    private static <T> List<T> orEmpty(@Nullable List<T> values) {
        return values == null ? List.of() : values;
    }
}
