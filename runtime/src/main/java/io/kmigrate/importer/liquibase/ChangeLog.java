package io.kmigrate.importer.liquibase;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.importer.ImportedHistory.LeftOut;
import io.kmigrate.message.ImportMessages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The change sets of a change log and of all that it includes, in the order in which they run. */
final class ChangeLog {
    /**
     * A change set.
     *
     * @param file as Liquibase names it
     * @param path where it is
     * @param shown for reports
     * @param quoting the strategy for names; empty for the usual one
     * @param conditions those of the change log around it
     */
    record Found(Node set, String file, Path path, String shown, String quoting, List<Node> conditions) {}

    private final Path base;
    private final LiquibaseFilter filter;
    private final Map<String, String> properties;
    private final List<Found> sets = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final Set<Path> open = new HashSet<>();

    ChangeLog(Path base, LiquibaseFilter filter, Map<String, String> properties) {
        this.base = base;
        this.filter = filter;
        this.properties = new LinkedHashMap<>(properties);
    }

    List<Found> sets() {
        return sets;
    }

    List<LeftOut> leftOut() {
        return leftOut;
    }

    /** Reads a change log that the user names. */
    void read(Path root) {
        Path path = base.resolve(root).normalize();
        if (!Files.isRegularFile(path)) {
            throw ImportMessages.noChangeLog(root.toString()).exception();
        }
        read(path, root.toString().replace('\\', '/'), List.of());
    }

    private void read(Path path, String name, List<Node> around) {
        if (!open.add(path)) {
            throw ImportMessages.unreadable(name, "it includes itself").exception();
        }
        Node log = parsed(path, name);
        String file = log.has("logicalFilePath") ? log.get("logicalFilePath") : name;
        String quoting = log.get("objectQuotingStrategy");
        List<Node> conditions = new ArrayList<>(around);
        for (Node child : log.children()) {
            switch (child.word()) {
                case "property" -> property(child, path);
                case "preconditions" -> conditions.add(child.filled(this::filled));
                case "include" -> include(child.filled(this::filled), path, name, conditions);
                case "includeall" -> includeAll(child.filled(this::filled), path, name, conditions);
                case "changeset" -> sets.add(found(child.filled(this::filled), file, path, quoting, conditions));
                default -> {
                    if (!child.word().equals("comment") && !child.word().equals("removechangesetproperty")) {
                        leftOut.add(new LeftOut(shown(path) + ":" + child.line(), "an element <" + child.name() + ">"));
                    }
                }
            }
        }
        open.remove(path);
    }

    private Found found(Node set, String file, Path path, String quoting, List<Node> conditions) {
        String strategy = set.has("objectQuotingStrategy") ? set.get("objectQuotingStrategy") : quoting;
        String own = set.has("logicalFilePath") ? set.get("logicalFilePath") : file;
        return new Found(set, own, path, shown(path), strategy, List.copyOf(conditions));
    }

    private String shown(Path path) {
        return path.startsWith(base) ? base.relativize(path).toString() : path.toString();
    }

    private Node parsed(Path path, String name) {
        try {
            String text = Files.readString(path, StandardCharsets.UTF_8).replace("\uFEFF", "");
            String lower = path.toString().toLowerCase(Locale.ROOT);
            if (lower.endsWith(".xml")) {
                return XmlNodes.read(text, shown(path));
            }
            if (lower.endsWith(".sql")) {
                return SqlNodes.is(text) ? SqlNodes.read(text) : wholeFile(text, name);
            }
            return YamlNodes.read(text, shown(path));
        } catch (IOException failed) {
            throw new MigrationException(ImportMessages.unreadable(shown(path), failed.toString()), failed);
        }
    }

    /** A file of SQL without marks is one change set, whose name and author Liquibase gives. */
    private static Node wholeFile(String text, String name) {
        Node sql = new Node("sql", Map.of(), List.of(), text, 1);
        Node set = new Node("changeSet", Map.of("id", "raw", "author", "includeAll"), List.of(sql), "", 1);
        return new Node("databaseChangeLog", Map.of(), List.of(set), name, 1);
    }

    private void property(Node node, Path path) {
        if (node.has("file")) {
            leftOut.add(new LeftOut(shown(path) + ":" + node.line(), "give its properties with --placeholder"));
        } else if (filter.includesDatabase(node.get("dbms")) && filter.includesContext(node)) {
            properties.putIfAbsent(node.get("name"), node.get("value"));
        }
    }

    private String filled(String text) {
        String result = text;
        for (int at = result.indexOf("${"); at >= 0; at = result.indexOf("${", at + 1)) {
            int end = result.indexOf('}', at);
            String value = end < 0 ? null : properties.get(result.substring(at + 2, end));
            if (value != null) {
                result = result.substring(0, at) + value + result.substring(end + 1);
                at--;
            }
        }
        return result;
    }

    private void include(Node node, Path from, String name, List<Node> conditions) {
        if (!filter.includesContext(node)) {
            leftOut.add(new LeftOut(node.get("file"), "its contexts or labels are not wanted"));
            return;
        }
        String file = node.get("file");
        Path path = node.is("relativeToChangelogFile")
                ? from.resolveSibling(file).normalize()
                : find(withoutScheme(file), from);
        if (!Files.isRegularFile(path)) {
            throw ImportMessages.noChangeLog(file).exception();
        }
        read(path, node.is("relativeToChangelogFile") ? sibling(name, file) : withoutScheme(file), conditions);
    }

    private static String withoutScheme(String file) {
        return file.replaceFirst("^(classpath\\*?|file):/*", "");
    }

    private static String sibling(String name, String file) {
        int slash = name.lastIndexOf('/');
        return Path.of(slash < 0 ? file : name.substring(0, slash + 1) + file)
                .normalize()
                .toString()
                .replace('\\', '/');
    }

    /** From the folder of the file upwards: the class path of a project begins at one of them. */
    Path find(String file, Path from) {
        for (Path folder = from.getParent(); folder != null; folder = folder.getParent()) {
            Path path = folder.resolve(file).normalize();
            if (Files.exists(path)) {
                return path;
            }
        }
        return base.resolve(file).normalize();
    }

    private void includeAll(Node node, Path from, String name, List<Node> conditions) {
        boolean isRelative = node.is("relativeToChangelogFile");
        String asked = withoutScheme(node.get("path"));
        Path folder = isRelative ? from.resolveSibling(asked).normalize() : find(asked, from);
        if (!Files.isDirectory(folder)) {
            throw ImportMessages.noFolder(asked).exception();
        }
        String prefix = (isRelative ? sibling(name, asked) : asked).replaceAll("/+$", "");
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .filter(path -> path.toString().toLowerCase(Locale.ROOT).matches(".*\\.(xml|ya?ml|json|sql)"))
                    .sorted((one, other) -> one.toString().compareTo(other.toString()))
                    .forEach(path -> read(
                            path,
                            prefix + "/" + folder.relativize(path).toString().replace('\\', '/'),
                            conditions));
        } catch (IOException failed) {
            throw new MigrationException(ImportMessages.unreadable(shown(folder), failed.toString()), failed);
        }
    }
}
