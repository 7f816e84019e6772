package io.kmigrate.operation;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.schema.Snapshot;
import java.util.Optional;
import org.apiguardian.api.API;

/** One change, described and not yet done. Implementations are values. */
@API(status = STABLE, since = "0.1")
public sealed interface Operation
        permits CreateTable,
                DropTable,
                RenameTable,
                MoveTable,
                CommentOnTable,
                AddColumn,
                DropColumn,
                RenameColumn,
                RenameConstraint,
                AlterColumn,
                CreateIndex,
                CreateNotNullConstraint,
                DropIndex,
                CreatePrimaryKey,
                CreateUniqueConstraint,
                CreateCheckConstraint,
                CreateForeignKey,
                CreateExclusionConstraint,
                DropConstraint,
                ValidateConstraint,
                CreateSequence,
                AlterSequence,
                DropSequence,
                CreateEnum,
                AddEnumValue,
                RenameEnumValue,
                RenameIndex,
                DropEnum,
                CreateView,
                DropView,
                CreateProgram,
                DropProgram,
                CreateSchema,
                DropSchema,
                BulkInsert,
                BulkUpdate,
                BulkDelete,
                LoadCsv,
                ExecuteSql,
                ExecuteFile,
                RunCode,
                Backfill,
                RequireBackfill {

    /**
     * The schema after this operation.
     *
     * @throws ReplayException when {@code before} lacks what this changes, or has what it makes, and is
     *     certain to be the whole schema
     */
    Snapshot apply(Snapshot before);

    /**
     * The operation that undoes this one, or empty where none can be derived. What {@code before} does
     * not hold cannot be restored.
     */
    Optional<Operation> inverse(Snapshot before);

    <R> R accept(OperationVisitor<R> visitor);

    /** True when what it does to the schema cannot be told from it. */
    default boolean isOpaque() {
        return false;
    }

    /** The operation itself where its SQL is read from a file as it runs. */
    default Optional<ExecuteFile> sqlFile() {
        return Optional.empty();
    }

    /** The operation itself where it goes through a table in batches, each committed by itself. */
    default Optional<Backfill> inBatches() {
        return Optional.empty();
    }

    /** The backfill that must have come to its end before anything of this runs. */
    default Optional<String> requiredBackfill() {
        return Optional.empty();
    }

    /** The code of a step that is code and not SQL. */
    default Optional<CodeBlock> code() {
        return Optional.empty();
    }
}
