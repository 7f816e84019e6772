package io.kmigrate.importer.liquibase;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import io.kmigrate.importer.Export;
import io.kmigrate.importer.ExportedObjects;
import io.kmigrate.importer.ExportedRevision;
import io.kmigrate.importer.ExportedRevision.Statements;
import io.kmigrate.importer.ImportMap;
import io.kmigrate.importer.ImportedRevision.Origin;
import io.kmigrate.message.ImportMessages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Writes revisions as formatted SQL of Liquibase, one file a revision, and includes them in the change log. */
@API(status = INTERNAL, since = "0.1")
public final class LiquibaseExport {
    private static final String AUTHOR = "kmigrate";
    private static final String DELIMITER = "@@";
    private static final Pattern ITEM = Pattern.compile("(?m)^([ \\t]*)- (changeSet|include|includeAll|property)\\b");

    private static final Pattern PROPERTY = Pattern.compile("\\$\\{[^}]++}");

    private final String changeLog;
    private final String text;
    private final String folder;

    /**
     * @param changeLog the change log that includes the files, as paths show it
     * @param text its text
     */
    public LiquibaseExport(String changeLog, String text) {
        this.changeLog = changeLog;
        this.text = text;
        this.folder = changeLog.contains("/") ? changeLog.substring(0, changeLog.lastIndexOf('/') + 1) : "";
    }

    /**
     * The files, in the order of an upgrade.
     *
     * @throws MigrationException naming all texts that Liquibase would replace
     */
    public Export of(List<ExportedRevision> revisions) {
        return of(revisions, List.of());
    }

    /**
     * The same with objects that follow their text, as change sets that run at each change.
     *
     * @throws MigrationException naming all texts that Liquibase would replace
     */
    public Export of(List<ExportedRevision> revisions, List<ExportedObjects> objects) {
        refuseReplaced(revisions);
        Map<String, String> files = new LinkedHashMap<>();
        Map<String, Origin> origins = new LinkedHashMap<>();
        for (ExportedRevision revision : revisions) {
            String id = revision.revision().id();
            String path = folder + id + "_" + revision.slug() + ".sql";
            files.put(path, text(revision));
            origins.put(id, new Origin(path, id + "::" + AUTHOR, ""));
        }
        List<String> remarks = new ArrayList<>();
        Map<String, ImportMap.Objects> scripts = new LinkedHashMap<>();
        for (ExportedObjects own : objects) {
            Origin before = own.before();
            if (before != null && !before.key().endsWith("::" + AUTHOR)) {
                remarks.add(ImportMessages.changedByHand(before.key(), before.file(), own.keys()));
            } else {
                String path = folder + own.slug() + ".sql";
                files.put(path, text(own));
                scripts.putAll(own.known(new Origin(path, own.slug() + "::" + AUTHOR, "")));
                own.onlyOnce().forEach(key -> remarks.add(ImportMessages.runsOnce(path, key)));
                properties(own.statements().stream())
                        .forEach(text -> remarks.add(ImportMessages.mayBeProperty(text, own.slug())));
            }
        }
        revisions.forEach(revision -> properties(revision)
                .forEach(text -> remarks.add(
                        ImportMessages.mayBeProperty(text, revision.revision().label()))));
        Map<String, String> changed = new LinkedHashMap<>();
        List<String> missing = files.keySet().stream()
                .map(path -> path.substring(folder.length()))
                .filter(name -> !text.contains(name))
                .toList();
        String included = including(missing);
        if (text.contains("includeAll")) {
            remarks.add(ImportMessages.includesAll(changeLog));
        } else if (included != null) {
            changed.put(changeLog, included);
        } else {
            missing.forEach(name -> remarks.add(ImportMessages.includeByHand(name, changeLog)));
        }
        return new Export(files, changed, origins, scripts, remarks);
    }

    /** The change log with more includes at its end; null where it has a form without a safe place for them. */
    private @Nullable String including(List<String> names) {
        StringBuilder added = new StringBuilder();
        int end = text.lastIndexOf("</databaseChangeLog>");
        if (end >= 0) {
            names.forEach(name -> added.append("    <include file=\"")
                    .append(name)
                    .append("\" relativeToChangelogFile=\"true\"/>\n"));
            return text.substring(0, end) + added + text.substring(end);
        }
        Matcher item = ITEM.matcher(text);
        if (!text.stripLeading().startsWith("databaseChangeLog:") || !item.find()) {
            return null;
        }
        String indent = item.group(1);
        names.forEach(name -> added.append(indent)
                .append("- include:\n")
                .append(indent)
                .append("    file: ")
                .append(name)
                .append('\n')
                .append(indent)
                .append("    relativeToChangelogFile: true\n"));
        return (text.endsWith("\n") ? text : text + "\n") + added;
    }

    /** Liquibase has no way to say that a text is meant as it is. */
    private void refuseReplaced(List<ExportedRevision> revisions) {
        List<Problem> problems = revisions.stream()
                .flatMap(revision -> properties(revision)
                        .filter(this::isProperty)
                        .map(text -> ImportMessages.takenForProperty(
                                        revision.revision().label(), text)
                                .at(revision.revision().location())))
                .toList();
        if (!problems.isEmpty()) {
            throw new MigrationException(problems, null);
        }
    }

    private static Stream<String> properties(ExportedRevision revision) {
        Statements down = revision.down();
        return properties(
                Stream.concat(revision.up().sql().stream(), down == null ? Stream.empty() : down.sql().stream()));
    }

    private static Stream<String> properties(Stream<String> statements) {
        return statements
                .flatMap(sql -> PROPERTY.matcher(sql).results())
                .map(MatchResult::group)
                .distinct();
    }

    /** Those of Java count as well. Others may come from a command line, or from files that the change log includes. */
    private boolean isProperty(String text) {
        String name = text.substring(2, text.length() - 1);
        return System.getProperty(name) != null
                || Pattern.compile("\\bname[\"':=\\s]+" + Pattern.quote(name) + "[\"'\\s,}]")
                        .matcher(this.text)
                        .find();
    }

    private static String text(ExportedRevision revision) {
        Statements up = revision.up();
        Statements down = revision.down();
        String end = end(up.sql());
        StringBuilder text = new StringBuilder("--liquibase formatted sql\n\n" + head(revision, end));
        String behind = end.equals(";") ? end : "\n" + end;
        up.sql().forEach(sql -> text.append(sql.strip()).append(behind).append('\n'));
        if (down != null) {
            String downEnd = end(down.sql());
            down.sql()
                    .forEach(sql -> (sql.strip() + downEnd)
                            .lines()
                            .forEach(line ->
                                    text.append("--rollback ").append(line).append('\n')));
            text.append(down.sql().isEmpty() ? "--rollback empty\n" : "");
        }
        return text.toString();
    }

    private static String text(ExportedObjects objects) {
        String end = end(Stream.concat(objects.statements().stream(), objects.removal().stream())
                .toList());
        String behind = end.equals(";") ? end : "\n" + end;
        StringBuilder text = new StringBuilder("--liquibase formatted sql\n\n--changeset " + AUTHOR + ":"
                + objects.slug() + " runOnChange:true stripComments:false endDelimiter:" + end
                + " rollbackEndDelimiter:" + end + "\n--comment: " + objects.title() + "\n");
        objects.statements()
                .forEach(sql -> text.append(sql.strip()).append(behind).append('\n'));
        objects.removal()
                .forEach(sql -> (sql.strip() + end)
                        .lines()
                        .forEach(line -> text.append("--rollback ").append(line).append('\n')));
        return text.toString();
    }

    /** Both directions have one setting for their transactions. */
    private static String head(ExportedRevision revision, String end) {
        Statements down = revision.down();
        boolean inTransaction = revision.up().inTransaction() && (down == null || down.inTransaction());
        return "--changeset " + AUTHOR + ":" + revision.revision().id() + " stripComments:false endDelimiter:" + end
                + " rollbackEndDelimiter:" + (down == null ? end : end(down.sql()))
                + (inTransaction ? "" : " runInTransaction:false") + "\n--comment: " + revision.title() + "\n";
    }

    /** What ends a statement, so that one with a block of its own stays whole. */
    private static String end(List<String> statements) {
        return statements.stream().anyMatch(sql -> sql.contains(";")) ? DELIMITER : ";";
    }
}
