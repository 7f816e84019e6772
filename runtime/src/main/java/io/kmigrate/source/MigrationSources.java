package io.kmigrate.source;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.Migrator;
import io.kmigrate.bundle.Bundle;
import io.kmigrate.bundle.PackableSource;
import io.kmigrate.bundle.PackedRepeatable;
import io.kmigrate.bundle.PackedScript;
import io.kmigrate.repeatable.DeclaredRepeatable;
import io.kmigrate.repeatable.RepeatableFile;
import io.kmigrate.repeatable.RepeatableSource;
import io.kmigrate.revision.Migration;
import io.kmigrate.revision.MigrationSource;
import io.kmigrate.revision.Revision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Where a {@link Migrator} is told to find its migrations.
 *
 * @param paths script folders, and jars that hold bundles
 * @param bundles names, with the class path each is looked for on
 */
@API(status = INTERNAL, since = "0.1")
public record MigrationSources(List<Path> paths, boolean recursive, Map<String, ClassLoader> bundles) {
    public MigrationSource open(Map<String, String> parameters, @Nullable Path cacheFolder, Consumer<String> warnings) {
        ScriptLoader loader = ScriptLoader.find();
        List<MigrationSource> sources = new ArrayList<>();
        List<Path> folders = paths.stream().filter(path -> !isJar(path)).toList();
        if (!folders.isEmpty() || (paths.isEmpty() && bundles.isEmpty())) {
            sources.add(loader.open(new ScriptLoader.Folders(folders, recursive), parameters, cacheFolder, warnings));
        }
        paths.stream()
                .filter(MigrationSources::isJar)
                .forEach(jar -> sources.add(loader.open(Bundle.open(jar), parameters, contextLoader())));
        bundles.forEach((name, classes) -> sources.add(loader.open(Bundle.find(name, classes), parameters, classes)));
        return sources.size() == 1 ? sources.get(0) : new Joined(sources);
    }

    private static boolean isJar(Path path) {
        return path.toString().endsWith(".jar");
    }

    /** What the application can see, as far as anybody says. */
    public static ClassLoader contextLoader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? MigrationSources.class.getClassLoader() : context;
    }

    /** Several sources as one. A bundle is made of its folders alone, and may stand on the bundles beside them. */
    private static final class Joined implements PackableSource {
        private final List<MigrationSource> sources;

        /** Who gave which revision, when they were last asked. */
        private volatile Map<Revision, MigrationSource> origins = Map.of();

        Joined(List<MigrationSource> sources) {
            this.sources = sources;
        }

        @Override
        public Collection<Revision> revisions() {
            List<Revision> all = new ArrayList<>();
            Map<Revision, MigrationSource> found = new HashMap<>();
            for (MigrationSource source : sources) {
                for (Revision revision : source.revisions()) {
                    all.add(revision);
                    found.put(revision, source);
                }
            }
            origins = found;
            return all;
        }

        @Override
        public Map<String, Migration> load(Collection<Revision> revisions) {
            Map<Revision, MigrationSource> from = origins;
            Map<String, Migration> loaded = new LinkedHashMap<>();
            for (MigrationSource source : sources) {
                List<Revision> own = revisions.stream()
                        .filter(revision -> source == from.get(revision))
                        .toList();
                if (!own.isEmpty()) {
                    loaded.putAll(source.load(own));
                }
            }
            return loaded;
        }

        @Override
        public Map<String, String> checksums() {
            Map<String, String> all = new HashMap<>();
            sources.forEach(source -> all.putAll(source.checksums()));
            return all;
        }

        @Override
        public RepeatableSource repeatables() {
            List<RepeatableSource> all =
                    sources.stream().map(MigrationSource::repeatables).toList();
            return new RepeatableSource() {
                @Override
                public List<RepeatableFile> files() {
                    return all.stream()
                            .flatMap(source -> source.files().stream())
                            .toList();
                }

                @Override
                public List<DeclaredRepeatable> load() {
                    return all.stream()
                            .flatMap(source -> source.load().stream())
                            .toList();
                }
            };
        }

        @Override
        public List<PackedRepeatable> packRepeatables() {
            return sources.stream()
                    .filter(PackableSource.class::isInstance)
                    .flatMap(source -> ((PackableSource) source).packRepeatables().stream())
                    .toList();
        }

        @Override
        public List<String> textsBeside(String name) {
            return sources.stream()
                    .flatMap(source -> source.textsBeside(name).stream())
                    .toList();
        }

        @Override
        public List<PackedScript> pack() {
            return sources.stream()
                    .filter(PackableSource.class::isInstance)
                    .flatMap(source -> ((PackableSource) source).pack().stream())
                    .toList();
        }
    }
}
