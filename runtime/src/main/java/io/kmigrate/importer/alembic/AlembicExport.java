package io.kmigrate.importer.alembic;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.importer.Export;
import io.kmigrate.importer.ExportedRevision;
import io.kmigrate.importer.ExportedRevision.Statements;
import io.kmigrate.importer.ImportedRevision.Origin;
import io.kmigrate.message.ImportMessages;
import io.kmigrate.revision.Revision;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Writes revisions as files of Alembic, with their ids and parents. */
@API(status = INTERNAL, since = "0.1")
public final class AlembicExport {
    /** Alembic's version table takes no longer id. */
    private static final int ID_LENGTH = 32;

    /** What SQLAlchemy takes for a parameter. */
    private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w\\\\]):(?=\\w+(?!:))");

    private final String folder;

    /** @param folder where the revisions are, as paths show it */
    public AlembicExport(String folder) {
        this.folder = folder;
    }

    /**
     * The files, in the order of an upgrade.
     *
     * @throws io.kmigrate.failure.MigrationException for an id that is too long
     */
    public Export of(List<ExportedRevision> revisions) {
        Map<String, String> files = new LinkedHashMap<>();
        Map<String, Origin> origins = new LinkedHashMap<>();
        for (ExportedRevision exported : revisions) {
            Revision revision = exported.revision();
            if (revision.id().length() > ID_LENGTH) {
                throw ImportMessages.longId(revision.id(), ID_LENGTH)
                        .at(revision.location())
                        .exception();
            }
            String path = folder + "/" + revision.id() + "_" + exported.slug() + ".py";
            files.put(path, text(exported));
            origins.put(revision.id(), new Origin(path, revision.id(), ""));
        }
        return new Export(files, Map.of(), origins, List.of());
    }

    private static String text(ExportedRevision exported) {
        Revision revision = exported.revision();
        return "\"\"\"" + escaped(exported.title()) + "\"\"\"\n"
                + "from alembic import op\nimport sqlalchemy as sa\n\n"
                + "revision = " + quoted(revision.id()) + "\n"
                + "down_revision = " + tuple(revision.parents()) + "\n"
                + "branch_labels = " + tuple(revision.branchLabels()) + "\n"
                + "depends_on = " + tuple(revision.dependsOn()) + "\n\n\n"
                + function("upgrade", exported.up())
                + "\n\n"
                + function("downgrade", exported.down());
    }

    private static String function(String name, @Nullable Statements statements) {
        StringBuilder text = new StringBuilder("def " + name + "():\n");
        if (statements == null) {
            return text + "    raise NotImplementedError(\"this revision cannot be reverted\")\n";
        }
        if (statements.sql().isEmpty()) {
            return text + "    pass\n";
        }
        String indent = statements.inTransaction() ? "    " : "        ";
        if (!statements.inTransaction()) {
            text.append("    with op.get_context().autocommit_block():\n");
        }
        statements
                .sql()
                .forEach(sql -> text.append(indent)
                        .append("op.execute(sa.text(\"\"\"")
                        .append(escaped(PARAMETER.matcher(sql.strip()).replaceAll("\\\\:")))
                        .append("\"\"\"))\n"));
        return text.toString();
    }

    /** Inside of three quotes. */
    private static String escaped(String text) {
        String plain = text.replace("\\", "\\\\").replace("\"\"\"", "\\\"\\\"\\\"");
        return plain.endsWith("\"") ? plain.substring(0, plain.length() - 1) + "\\\"" : plain;
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String tuple(Collection<String> values) {
        if (values.isEmpty()) {
            return "None";
        }
        return values.size() == 1
                ? quoted(values.iterator().next())
                : values.stream().map(AlembicExport::quoted).collect(Collectors.joining(", ", "(", ")"));
    }
}
