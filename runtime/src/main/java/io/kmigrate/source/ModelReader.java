package io.kmigrate.source;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.exposed.ModelClasses;
import io.kmigrate.exposed.ModelTables;
import io.kmigrate.message.ModelMessages;
import io.kmigrate.operation.NamingConvention;
import io.kmigrate.schema.Snapshot;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Reads a model wherever it is declared; only scripts need what reads scripts. */
@API(status = INTERNAL, since = "0.1")
public record ModelReader(@Nullable Model model, @Nullable Path cacheFolder, Consumer<String> warnings) {
    /** With names by the convention for indexes that nobody gave one. */
    public Snapshot read(NamingConvention naming) {
        if (model == null) {
            throw ModelMessages.noModel().exception();
        }
        ModelTables tables = new ModelTables(naming);
        if (!model.tables().isEmpty()) {
            ModelClasses.read(model.tables(), model.classPath(), tables);
        }
        if (!model.scripts().isEmpty()) {
            ScriptLoader.find().readModel(model.scripts(), cacheFolder, warnings, tables);
        }
        return tables.snapshot();
    }
}
