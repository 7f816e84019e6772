package io.kmigrate.importer;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The history of another tool.
 *
 * @param tool its name, such as {@code flyway}
 * @param dialect the database that it is for
 * @param revisions parents first
 * @param scripts objects that are made after all revisions, and follow their text
 * @param leftOut files and other things that no revision stands for, with the reason
 */
@API(status = INTERNAL, since = "0.1")
public record ImportedHistory(
        String tool,
        String dialect,
        List<ImportedRevision> revisions,
        List<ImportedScript> scripts,
        List<LeftOut> leftOut) {
    public ImportedHistory {
        revisions = List.copyOf(revisions);
        scripts = List.copyOf(scripts);
        leftOut = List.copyOf(leftOut);
    }

    /** One without objects that follow their text. */
    public ImportedHistory(String tool, String dialect, List<ImportedRevision> revisions, List<LeftOut> leftOut) {
        this(tool, dialect, revisions, List.of(), leftOut);
    }

    /** Whether each revision has the one before it for its parent. */
    boolean isLine() {
        for (int place = 0; place < revisions.size(); place++) {
            List<String> before =
                    place == 0 ? List.of() : List.of(revisions.get(place - 1).id());
            if (!revisions.get(place).parents().equals(before)) {
                return false;
            }
        }
        return true;
    }

    /** The same with other revisions. */
    public ImportedHistory with(List<ImportedRevision> others) {
        return new ImportedHistory(tool, dialect, others, scripts, leftOut);
    }

    /** The same with other scripts of objects. */
    public ImportedHistory withScripts(List<ImportedScript> others) {
        return new ImportedHistory(tool, dialect, revisions, others, leftOut);
    }

    /** The same in every environment, as the other tool builds it where nobody names one. */
    public ImportedHistory everywhere() {
        return with(revisions.stream().map(ImportedRevision::everywhere).toList())
                .withScripts(scripts.stream().map(ImportedScript::everywhere).toList());
    }

    /**
     * The same, where a revision that an earlier import or export named has that name.
     *
     * @param map what is known
     * @param there ids of the scripts that are there
     */
    public ImportedHistory known(ImportMap map, Set<String> there) {
        Map<String, String> names = new HashMap<>();
        for (ImportedRevision revision : revisions) {
            if (!there.contains(revision.id())) {
                map.id(revision.origin()).filter(there::contains).ifPresent(id -> names.put(revision.id(), id));
            }
        }
        return names.isEmpty()
                ? this
                : with(revisions.stream()
                        .map(revision -> revision.renamed(names))
                        .toList());
    }

    /** Files of the revisions of {@code there}, and of scripts that are known, whose text is another than the one that was imported. */
    public List<String> edited(ImportMap map, Set<String> there) {
        return Stream.concat(
                        revisions.stream()
                                .filter(revision -> there.contains(revision.id()))
                                .filter(revision -> map.isEdited(revision.id(), revision.origin()))
                                .map(revision -> revision.origin().file()),
                        scripts.stream()
                                .filter(script -> map.isEdited(script))
                                .map(script -> script.origin().file()))
                .distinct()
                .toList();
    }

    /** What no revision stands for. */
    public record LeftOut(String what, String reason) {}
}
