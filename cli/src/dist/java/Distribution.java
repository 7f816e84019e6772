import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Makes the folder of a distribution that has its own Java, for the platform it runs on. The profile dist of Maven
 * starts it, as one source file.
 *
 * <p>Arguments: the folder of the plain distribution, the folder to make, the folder of training scripts, the time
 * stamp of all files, files and folders to add (with commas), the JDK 25 to link from, or nothing to look for one.
 */
final class Distribution {
    private static final String WANTED = "25";

    /** What jdeps finds in the jars, and what drivers and scripts of users want most often. */
    private static final String MODULES = String.join(
            ",",
            // jdeps --print-module-deps, over the command and the compiler.
            "java.base,java.compiler,java.desktop,java.instrument,java.logging,java.management,java.naming",
            "java.rmi,java.scripting,java.security.jgss,java.sql,jdk.net,jdk.unsupported",
            // Drivers: Kerberos, row sets, old character sets. Scripts: HTTP.
            "java.net.http,java.security.sasl,java.sql.rowset,jdk.charsets,jdk.security.jgss");

    /** Libraries of java.desktop that only draw and play: scripts have no screen. */
    private static final String UNUSED_LIBRARIES = Stream.of(
                    "awt",
                    "awt_headless",
                    "awt_xawt",
                    "fontmanager",
                    "freetype",
                    "javajpeg",
                    "jawt",
                    "jsound",
                    "lcms",
                    "mlib_image",
                    "splashscreen")
            .map(name -> "glob:**/*" + name + ".so,glob:**/*" + name + ".dylib,glob:**/" + name + ".dll")
            .collect(Collectors.joining(","));

    /** Parts of the Kotlin compiler for other targets than the JVM, for consoles and for builds of IDEs. */
    private static final List<String> UNUSED_PACKAGES = Stream.of(
                    "backend/konan/",
                    "backend/wasm/",
                    "build/",
                    "cli/common/repl/",
                    "cli/js/",
                    "cli/pipeline/web/",
                    "fir/analysis/js/",
                    "fir/analysis/native/",
                    "fir/analysis/wasm/",
                    "fir/analysis/web/",
                    "incremental/classpathDiff/",
                    "incremental/storage/",
                    "ir/backend/js/",
                    "js/",
                    "net/jpountz/",
                    "org/antlr/",
                    "org/fusesource/",
                    "org/jline/",
                    "wasm/")
            .map("org/jetbrains/kotlin/"::concat)
            .toList();

    private static final String LIBRARIES = "org/sqlite/native/";

    private static final String DRIVER = "io/kmigrate/dsl/host/driver/";

    private final Path plain;
    private final Path home;
    private final FileTime time;

    private Distribution(Path plain, Path home, FileTime time) {
        this.plain = plain;
        this.home = home;
        this.time = time;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path jdk = findJdk(arguments.length > 5 ? arguments[5] : "");
        Path home = Path.of(arguments[1]).toAbsolutePath();
        FileTime time = FileTime.from(Instant.parse(arguments[3]));
        Distribution distribution = new Distribution(Path.of(arguments[0]).toAbsolutePath(), home, time);
        distribution.make(jdk, Path.of(arguments[2]).toAbsolutePath(), arguments[4].split(","));
        Properties properties = new Properties();
        properties.setProperty("platform", platform());
        try (OutputStream out = Files.newOutputStream(home.resolveSibling("distribution.properties"))) {
            properties.store(out, null);
        }
    }

    private void make(Path jdk, Path training, String[] additions) throws IOException, InterruptedException {
        deleteTree(home);
        Files.createDirectories(home.resolve("archives"));
        System.out.println("Linking a Java of its own from " + jdk);
        run(List.of(
                jdk.resolve("bin/jlink").toString(),
                "--add-modules=" + MODULES,
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--exclude-files=" + UNUSED_LIBRARIES,
                "--output=" + home.resolve("runtime")));
        copyJars();
        copyExecutable(plain.resolve("bin/migrate"), home.resolve("bin/migrate"));
        for (String addition : additions) {
            copy(Path.of(addition));
        }
        stamp();
        writeTexts();
        Path example = compileExample();
        train(training, example);
        deleteTree(home.resolveSibling("training"));
        deleteTree(example);
        stamp();
    }

    /** Jars without compression: that of the whole archive is better, and classes are read faster. */
    private void copyJars() throws IOException {
        Set<String> inLib = new LinkedHashSet<>();
        for (Path jar : list(plain.resolve("lib"), ".jar")) {
            store(jar, home.resolve("lib").resolve(jar.getFileName()));
            inLib.add(jar.getFileName().toString());
            if (jar.getFileName().toString().startsWith("kmigrate-dsl-")) {
                storeDriver(jar);
            }
        }
        List<String> shared = new ArrayList<>();
        for (Path jar : list(plain.resolve("compiler"), ".jar")) {
            String name = jar.getFileName().toString();
            if (inLib.contains(name)) {
                shared.add("../lib/" + name);
            } else {
                store(jar, home.resolve("compiler").resolve(name));
            }
        }
        Files.write(home.resolve("compiler/shared"), shared);
    }

    /** The classes beside the compiler, where the archive of its classes finds them again. */
    private void storeDriver(Path dsl) throws IOException {
        Path target = home.resolve("compiler/kmigrate-driver.jar");
        Files.createDirectories(target.getParent());
        try (ZipFile in = new ZipFile(dsl.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(target))) {
            for (ZipEntry entry : entries(in)) {
                if (entry.getName().startsWith(DRIVER) && entry.getName().endsWith(".class")) {
                    storeEntry(in, entry, out);
                }
            }
        }
    }

    private void store(Path jar, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        boolean isCompiler = jar.getFileName().toString().startsWith("kotlin-compiler-");
        try (ZipFile in = new ZipFile(jar.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(target))) {
            for (ZipEntry entry : entries(in)) {
                String name = entry.getName();
                boolean isUnused = isCompiler && UNUSED_PACKAGES.stream().anyMatch(name::startsWith);
                if (!isUnused && !isOtherPlatform(name)) {
                    storeEntry(in, entry, out);
                }
            }
        }
    }

    private void storeEntry(ZipFile in, ZipEntry entry, ZipOutputStream out) throws IOException {
        byte[] bytes = in.getInputStream(entry).readAllBytes();
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry stored = new ZipEntry(entry.getName());
        stored.setMethod(ZipEntry.STORED);
        stored.setSize(bytes.length);
        stored.setCrc(crc.getValue());
        stored.setTime(time.toMillis());
        out.putNextEntry(stored);
        out.write(bytes);
        out.closeEntry();
    }

    /** SQLite's driver holds a library for each of twenty platforms. */
    private static boolean isOtherPlatform(String name) {
        return name.startsWith(LIBRARIES) && !name.startsWith(LIBRARIES + libraryFolder()) && !name.endsWith("/");
    }

    private static String libraryFolder() {
        String[] platform = platform().split("-");
        String system =
                Map.of("linux", "Linux", "macos", "Mac", "windows", "Windows").get(platform[0]);
        return system + "/" + (platform[1].equals("x64") ? "x86_64" : platform[1]) + "/";
    }

    /** What shells and man read, made by the command itself. */
    private void writeTexts() throws IOException, InterruptedException {
        String date = time.toString().substring(0, 10);
        run(migrate("io.kmigrate.cli.SharedFiles", "", home.resolve("share").toString(), date));
    }

    /**
     * The scripts of `migrate init --example` are delivered compiled: the first upgrade of a user needs no compiler. As a
     * user would have them compiled, since where a model's script lies counts.
     */
    private Path compileExample() throws IOException, InterruptedException {
        Path example = home.resolveSibling("example");
        deleteTree(example);
        deleteTree(home.resolveSibling("training"));
        run(migrate("", "", "init", "--example", example.toString()));
        for (String command : List.of("upgrade", "check")) {
            run(migrate("", "", command).directory(example.toFile()));
        }
        run(migrate(
                "io.kmigrate.dsl.host.ScriptDelivery",
                "",
                home.resolve("archives/scripts").toString()));
        return example;
    }

    /** One run that writes both archives: of the command, and of the compiler that it starts. */
    private void train(Path scripts, Path example) throws IOException, InterruptedException {
        Path archives = home.resolve("archives");
        ProcessBuilder builder = migrate(
                "io.kmigrate.cli.CacheWarmup",
                "-XX:AOTCacheOutput=command.aot -Dkmigrate.compiler.archive=compiler.aot"
                        + (System.getProperty("training.options", "")),
                home.resolve("native").toString(),
                scripts.toString(),
                example.resolve("migrations").toString());
        run(builder.directory(archives.toFile()));
        for (String name : List.of("command.aot", "compiler.aot")) {
            if (!Files.exists(archives.resolve(name))) {
                throw new IOException("Java wrote no " + archives.resolve(name));
            }
        }
    }

    /** The launcher of the new distribution, which adds the same flags as at a user's. */
    private ProcessBuilder migrate(String main, String options, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/migrate").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        // They could lead to a database that is not ours.
        builder.environment().keySet().removeIf(name -> name.startsWith("MIGRATE_") || name.equals("DATABASE_URL"));
        builder.environment().put("KMIGRATE_MAIN", main);
        builder.environment().put("MIGRATE_JAVA_OPTS", options);
        builder.environment()
                .put("MIGRATE_CACHE", home.resolveSibling("training").toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder;
    }

    /** Archives of classes hold for jars of one time, and a packed file keeps seconds. Every user may read. */
    private void stamp() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(file -> !Files.isSymbolicLink(file)).toList()) {
                boolean isProgram = Files.isDirectory(file) || Files.isExecutable(file);
                boolean isDone = file.toFile().setReadable(true, false)
                        && file.toFile().setWritable(true, true)
                        && (!isProgram || file.toFile().setExecutable(true, false));
                if (!isDone) {
                    throw new IOException("The permissions of " + file + " cannot be set");
                }
                Files.setLastModifiedTime(file, time);
            }
        }
    }

    private static Path findJdk(String given) throws IOException {
        List<Path> candidates = new ArrayList<>();
        for (String place : new String[] {given, System.getenv("JDK25_HOME"), System.getenv("JAVA_HOME")}) {
            if (place != null && !place.isBlank()) {
                candidates.add(Path.of(place));
            }
        }
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        candidates.add(own);
        // Where packages of a system put them, beside each other.
        try (Stream<Path> beside = Files.list(own.getParent())) {
            beside.sorted().forEach(candidates::add);
        }
        if (!given.isBlank() && !isWanted(candidates.get(0))) {
            throw new IOException("-Djdk25=" + given + " is no JDK " + WANTED + " with jlink");
        }
        return candidates.stream()
                .filter(Distribution::isWanted)
                .findFirst()
                .orElseThrow(() -> new IOException("A distribution with its own Java needs a JDK " + WANTED
                        + ", and there is none: set -Djdk25=FOLDER or JDK25_HOME. Looked in " + candidates));
    }

    private static boolean isWanted(Path jdk) {
        Properties release = new Properties();
        try (var in = Files.newInputStream(jdk.resolve("release"))) {
            release.load(in);
        } catch (IOException none) {
            return false;
        }
        String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
        boolean canLink = Files.exists(jdk.resolve("bin/jlink")) || Files.exists(jdk.resolve("bin/jlink.exe"));
        return canLink && (version.equals(WANTED) || version.startsWith(WANTED + "."));
    }

    /** As archives are named: linux-x64, macos-aarch64. */
    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch");
        String family = system.startsWith("mac") ? "macos" : system.startsWith("windows") ? "windows" : "linux";
        return family + "-" + (processor.equals("amd64") || processor.equals("x86_64") ? "x64" : processor);
    }

    private static List<ZipEntry> entries(ZipFile jar) {
        return jar.stream().<ZipEntry>map(entry -> entry).toList();
    }

    private static List<Path> list(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    private void copy(Path addition) throws IOException {
        List<Path> files = Files.isDirectory(addition) ? list(addition, "") : List.of(addition);
        for (Path file : files) {
            Files.copy(file, home.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private static void copyExecutable(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
        if (!to.toFile().setExecutable(true, false)) {
            throw new IOException(to + " cannot be made executable");
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        run(new ProcessBuilder(command));
    }

    private static void run(ProcessBuilder builder) throws IOException, InterruptedException {
        int exit = builder.inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IOException(builder.command() + " ended with " + exit);
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
