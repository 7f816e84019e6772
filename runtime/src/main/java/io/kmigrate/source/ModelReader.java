package io.kmigrate.source;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.exposed.ModelClasses;
import io.kmigrate.exposed.ModelTables;
import io.kmigrate.message.ModelMessages;
import io.kmigrate.operation.NamingConvention;
import io.kmigrate.schema.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Reads a model wherever it is declared; only scripts need what reads scripts. */
@API(status = INTERNAL, since = "0.1")
public record ModelReader(@Nullable Model model, @Nullable Path cacheFolder, Consumer<String> warnings) {
    /** The files whose statements create tables; only a database can read them. */
    public List<Path> sqlFiles() {
        return declared().scripts().stream().filter(ModelReader::isSql).toList();
    }

    /** All but the SQL files. With names by the convention for indexes that nobody gave one. */
    public Snapshot read(NamingConvention naming) {
        List<Path> scripts =
                declared().scripts().stream().filter(path -> !isSql(path)).toList();
        if (declared().tables().isEmpty() && scripts.isEmpty() && !sqlFiles().isEmpty()) {
            return Snapshot.empty();
        }
        return read(declared(), scripts, naming);
    }

    private Snapshot read(Model model, List<Path> scripts, NamingConvention naming) {
        ModelTables tables = new ModelTables(naming);
        if (!model.tables().isEmpty()) {
            ModelClasses.read(model.tables(), model.classPath(), tables);
        }
        if (!scripts.isEmpty()) {
            ScriptLoader.find().readModel(scripts, cacheFolder, warnings, tables);
        }
        return tables.snapshot();
    }

    private Model declared() {
        if (model == null) {
            throw ModelMessages.noModel().exception();
        }
        return model;
    }

    private static boolean isSql(Path path) {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(".sql");
    }
}
