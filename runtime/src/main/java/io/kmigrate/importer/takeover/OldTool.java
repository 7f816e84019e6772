package io.kmigrate.importer.takeover;

import static org.apiguardian.api.API.Status.STABLE;

import io.kmigrate.dialect.Dialect;
import io.kmigrate.graph.RevisionGraph;
import io.kmigrate.history.SideTable;
import io.kmigrate.importer.ImportMap;
import io.kmigrate.importer.OldHistory;
import io.kmigrate.importer.alembic.AlembicHistory;
import io.kmigrate.importer.alembic.AlembicSide;
import io.kmigrate.importer.flyway.FlywayHistory;
import io.kmigrate.importer.flyway.FlywayLock;
import io.kmigrate.importer.flyway.FlywaySettings;
import io.kmigrate.importer.flyway.FlywaySide;
import io.kmigrate.importer.liquibase.LiquibaseHistory;
import io.kmigrate.importer.liquibase.LiquibaseLock;
import io.kmigrate.importer.liquibase.LiquibaseSide;
import io.kmigrate.lock.MigrationLock;
import io.kmigrate.run.Predecessor.Place;
import io.kmigrate.schema.TableName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** A tool whose database can be taken over, and whose table can be written beside ours. */
@API(status = STABLE, since = "0.1")
public enum OldTool {
    FLYWAY {
        @Override
        TableName standardTable(Dialect dialect) {
            return TableName.of(FlywaySettings.standard().table());
        }

        @Override
        OldHistory history(TableName table, ImportMap map, RevisionGraph graph) {
            return new FlywayHistory(table, map);
        }

        @Override
        SideTable side(@Nullable TableName table, ImportMap map, TableName versionTable) {
            return new FlywaySide(dialect -> table(table, dialect), map);
        }

        @Override
        Optional<MigrationLock> lock(TableName table, Place place) {
            return FlywayLock.of(table, place.work(), place.source(), place.dialect());
        }
    },
    LIQUIBASE {
        @Override
        TableName standardTable(Dialect dialect) {
            return TableName.of(dialect.folded("DATABASECHANGELOG"));
        }

        @Override
        OldHistory history(TableName table, ImportMap map, RevisionGraph graph) {
            return new LiquibaseHistory(table, map);
        }

        @Override
        SideTable side(@Nullable TableName table, ImportMap map, TableName versionTable) {
            return new LiquibaseSide(dialect -> table(table, dialect), map);
        }

        @Override
        List<TableName> tables(TableName table, Dialect dialect) {
            return List.of(table, LiquibaseLock.table(table, dialect));
        }

        @Override
        Optional<MigrationLock> lock(TableName table, Place place) {
            TableName locks = LiquibaseLock.table(table, place.dialect());
            return Optional.of(new LiquibaseLock(place.work(), place.dialect(), locks, place.holder()));
        }
    },
    ALEMBIC {
        @Override
        TableName standardTable(Dialect dialect) {
            return TableName.of("alembic_version");
        }

        @Override
        OldHistory history(TableName table, ImportMap map, RevisionGraph graph) {
            return new AlembicHistory(table, graph);
        }

        @Override
        SideTable side(@Nullable TableName table, ImportMap map, TableName versionTable) {
            return new AlembicSide(dialect -> table(table, dialect), map, versionTable);
        }
    };

    /** As settings write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The tool of that name. */
    public static Optional<OldTool> of(String word) {
        return Arrays.stream(values()).filter(tool -> tool.word().equals(word)).findFirst();
    }

    TableName table(@Nullable TableName given, Dialect dialect) {
        return given == null ? standardTable(dialect) : given;
    }

    /** The table that the tool makes where nothing is set. */
    abstract TableName standardTable(Dialect dialect);

    abstract OldHistory history(TableName table, ImportMap map, RevisionGraph graph);

    /**
     * @param table null: the tool's own
     * @param versionTable ours, which is not written twice
     */
    abstract SideTable side(@Nullable TableName table, ImportMap map, TableName versionTable);

    List<TableName> tables(TableName table, Dialect dialect) {
        return List.of(table);
    }

    Optional<MigrationLock> lock(TableName table, Place place) {
        return Optional.empty();
    }
}
