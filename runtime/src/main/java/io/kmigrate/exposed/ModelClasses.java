package io.kmigrate.exposed;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.NearNames;
import io.kmigrate.failure.Problem;
import io.kmigrate.message.ModelMessages;
import io.kmigrate.schema.Snapshot;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jetbrains.exposed.v1.core.Table;

/** A model in compiled classes: reads them from a class path and starts no compiler. */
@API(status = INTERNAL, since = "0.1")
public final class ModelClasses {
    private final List<String> names;
    private final List<Path> classPath;
    private final ModelTables tables;

    private ModelClasses(List<String> names, List<Path> classPath, ModelTables tables) {
        this.names = names;
        this.classPath = classPath;
        this.tables = tables;
    }

    /**
     * Adds the tables of classes to {@code tables}, with a problem for each that cannot be had.
     *
     * @param names of classes, Kotlin objects, or packages, which are searched with all below them
     * @param classPath folders of classes and jar files; {@code folder/*} is every jar in it. Empty for what
     *     the calling thread can load
     */
    public static void read(List<String> names, List<Path> classPath, ModelTables tables) {
        new ModelClasses(List.copyOf(names), List.copyOf(classPath), tables).read();
    }

    /** The same, when the model has nothing else. */
    public static Snapshot read(List<String> names, List<Path> classPath) {
        ModelTables tables = new ModelTables();
        read(names, classPath, tables);
        return tables.snapshot();
    }

    private void read() {
        ModelClassPath path = ModelClassPath.of(classPath);
        missing(path).forEach(tables::add);
        if (!path.missing().isEmpty()) {
            return;
        }
        try (URLClassLoader loader = loader(path)) {
            names.forEach(name -> read(name, path, loader));
        } catch (IOException failure) {
            throw new MigrationException(ModelMessages.unreadableClassPath(failure.toString()), failure);
        }
    }

    /**
     * Loads classes of the application; to be closed.
     *
     * @param classPath as for {@link #read(List, List)}
     * @throws MigrationException naming what is not there
     */
    public static URLClassLoader loader(List<Path> classPath) {
        ModelClassPath path = ModelClassPath.of(classPath);
        if (!path.missing().isEmpty()) {
            throw new MigrationException(missing(path), null);
        }
        return new ModelClasses(List.of(), classPath, new ModelTables()).loader(path);
    }

    /** Exposed must be the one that this package was compiled with: its loader comes first. */
    private URLClassLoader loader(ModelClassPath path) {
        return new URLClassLoader("kmigrate-model", path.urls().toArray(URL[]::new), parent());
    }

    private static List<Problem> missing(ModelClassPath path) {
        return path.missing().stream()
                .map(entry -> ModelMessages.missingClassPath(entry.toString()))
                .toList();
    }

    private ClassLoader parent() {
        ClassLoader own = Table.class.getClassLoader();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return classPath.isEmpty() && context != null ? context : own;
    }

    private void read(String name, ModelClassPath path, ClassLoader loader) {
        try {
            Optional<Class<?>> found = load(name, loader);
            if (found.isPresent()) {
                readClass(found.get(), name);
                return;
            }
        } catch (LinkageError failure) {
            tables.add(ModelTables.unloadable(name, failure));
            return;
        }
        List<String> inPackage = path.classesIn(name);
        if (inPackage.isEmpty()) {
            tables.add(unknown(name, path));
        } else if (!readPackage(inPackage, loader)) {
            tables.add(ModelMessages.noTablesInPackage(name));
        }
    }

    private static Problem unknown(String name, ModelClassPath path) {
        List<String> near = NearNames.of(
                simple(name),
                path.classes().stream().map(ModelClasses::simple).distinct().toList());
        return path.classes().stream()
                .filter(known -> near.contains(simple(known)))
                .findFirst()
                .map(known -> ModelMessages.unknownClass(name, known))
                .orElseGet(() -> ModelMessages.unknownClass(name));
    }

    /** The last part: what a long name shares with its neighbours makes none of them near. */
    private static String simple(String name) {
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }

    /** A nested class may be written with dots. */
    private static Optional<Class<?>> load(String name, ClassLoader loader) {
        String candidate = name;
        while (true) {
            try {
                return Optional.of(Class.forName(candidate, false, loader));
            } catch (ClassNotFoundException absent) {
                int dot = candidate.lastIndexOf('.');
                if (dot < 0) {
                    return Optional.empty();
                }
                candidate = candidate.substring(0, dot) + "$" + candidate.substring(dot + 1);
            }
        }
    }

    private void readClass(Class<?> type, String name) {
        if (!tables.addAll(type, null, name, null)) {
            tables.add(
                    Table.class.isAssignableFrom(type)
                            ? ModelMessages.noTableObject(name)
                            : ModelMessages.noTableClass(name, Table.class.getName()));
        }
    }

    /** Nested classes come by themselves, as every class of the package does. */
    private boolean readPackage(List<String> classes, ClassLoader loader) {
        boolean any = false;
        for (String name : classes) {
            try {
                Class<?> type = Class.forName(name, false, loader);
                if (!name.contains("$") && isComplete(type)) {
                    any |= tables.addAll(type, null, name, null);
                }
            } catch (ClassNotFoundException | LinkageError failure) {
                tables.add(ModelTables.unloadable(name, failure));
                any = true;
            }
        }
        return any;
    }

    /** Another class of the package may need what is not on the path: then it holds none that could be read. */
    private static boolean isComplete(Class<?> type) {
        return Table.class.isAssignableFrom(type) || TablesOfClass.isReadable(type);
    }
}
